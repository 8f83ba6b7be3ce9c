import { app, type Session, type WebContents } from 'electron';
import { SCHEME } from './scheme.ts';

/** Switches that fake a camera: a packaged kiosk takes them for training only, and then shows it on every screen. */
const CAMERA_SWITCHES = [
  'use-fake-device-for-media-stream',
  'use-fake-ui-for-media-stream',
  'use-file-for-fake-video-capture',
];

/** Switches that open a debugger or take protection away: a packaged kiosk does not start with them. */
const REFUSED_SWITCHES = [
  'remote-debugging-port',
  'remote-debugging-pipe',
  'inspect',
  'inspect-brk',
  'js-flags',
  'disable-web-security',
  'no-sandbox',
];

/** The first refused switch on the command line of a packaged kiosk; null when there is none. */
export function refusedSwitch(isPackaged: boolean, hasSwitch: (name: string) => boolean): string | null {
  return isPackaged ? (REFUSED_SWITCHES.find(hasSwitch) ?? null) : null;
}

/** Whether a switch puts something else in the camera's place. */
export function isCameraSimulated(hasSwitch: (name: string) => boolean): boolean {
  return CAMERA_SWITCHES.some(hasSwitch);
}

export const isOurPage = (url: string): boolean => url.startsWith(`${SCHEME}://app/`);

/** Only our own page gets a permission, and only the camera. */
export function allowOnlyTheCamera(session: Session): void {
  session.setPermissionRequestHandler((contents, permission, answer, details) => {
    const onlyVideo =
      'mediaTypes' in details && details.mediaTypes?.every((type) => type === 'video') === true;
    answer(permission === 'media' && onlyVideo && isOurPage(contents.getURL()));
  });
  session.setPermissionCheckHandler(
    (_contents, permission, origin, { mediaType }) =>
      permission === 'media' && mediaType === 'video' && isOurPage(`${origin.replace(/\/$/, '')}/`),
  );
  session.on('will-download', (event) => event.preventDefault());
}

/** No page leaves our scheme, opens a window or embeds one. */
export function stayInside(): void {
  app.on('web-contents-created', (_event, contents: WebContents) => {
    contents.on('will-navigate', (event) => event.preventDefault());
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  });
}

/** Pages have no business on a network: every request outside our scheme is cancelled. */
export function cutOffFromNetwork(session: Session): void {
  session.webRequest.onBeforeRequest((details, answer) => {
    const local = [`${SCHEME}:`, 'blob:', 'data:', 'devtools:'];
    answer({ cancel: !local.some((prefix) => details.url.startsWith(prefix)) });
  });
}
