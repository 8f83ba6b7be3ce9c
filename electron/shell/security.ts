import { app, type Session, type WebContents } from 'electron';
import { OWN_SWITCHES } from './launch.ts';
import { SCHEME } from './scheme.ts';

/** Switches that fake a camera: a packaged kiosk takes them for training only, and then shows it on every screen. */
const CAMERA_SWITCHES = [
  'use-fake-device-for-media-stream',
  'use-fake-ui-for-media-stream',
  'use-file-for-fake-video-capture',
];

/** Chromium's switches that a machine may need: its language, its displays, a screen reader, a graphics driver that fails, less talk. */
const HARMLESS_SWITCHES = [
  'lang',
  'force-device-scale-factor',
  'ozone-platform',
  'force-renderer-accessibility',
  'disable-gpu',
  'log-level',
];

/** What Windows' installer starts a new version with. */
const INSTALLER_SWITCHES = ['updated'];

const PACKAGED_SWITCHES: readonly string[] = [
  ...OWN_SWITCHES,
  ...CAMERA_SWITCHES,
  ...HARMLESS_SWITCHES,
  ...INSTALLER_SWITCHES,
];

/**
 * The first switch on the command line that a packaged kiosk does not know, and does not start with: Chromium has hundreds, among
 * them some that open a debugger, start another program or take protection away. Null when there is none; what Chromium gives
 * its own children is not in this list.
 * @param argv as the program was started, its own name first
 */
export function refusedSwitch(
  isPackaged: boolean,
  argv: readonly string[],
  platform: NodeJS.Platform = process.platform,
): string | null {
  if (!isPackaged) return null;
  const names = argv.slice(1).map((argument) => switchName(argument, platform));
  return names.find((name) => name !== null && !PACKAGED_SWITCHES.includes(name)) ?? null;
}

/** As Chromium takes an argument apart: one hyphen will do, on Windows a slash, too, and large letters. Null for none. */
function switchName(argument: string, platform: NodeJS.Platform): string | null {
  const onWindows = platform === 'win32';
  const name = (onWindows ? /^(?:--?|\/)([^=]*)/ : /^--?([^=]*)/).exec(argument.trim())?.[1];
  if (name === undefined) return null;
  return onWindows ? name.toLowerCase() : name;
}

/** Whether a switch puts something else in the camera's place. */
export function isCameraSimulated(hasSwitch: (name: string) => boolean): boolean {
  return CAMERA_SWITCHES.some(hasSwitch);
}

/** Only root could listen there. */
const NO_PROXY = 'http://127.0.0.1:1';

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

/**
 * No page leaves our scheme, opens a window, embeds one, or finds a way out by WebRTC, which no request filter sees. One that
 * broke may load itself anew.
 */
export function stayInside(): void {
  app.on('web-contents-created', (_event, contents: WebContents) => {
    contents.on('will-navigate', (event) => {
      if (event.url !== contents.getURL()) event.preventDefault();
    });
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
    contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
  });
}

/**
 * Pages have no business on a network: every request outside our scheme is cancelled, and what goes past requests (WebRTC over
 * TCP) goes by a proxy that is not there. Our scheme needs none.
 * @returns once it is so
 */
export async function cutOffFromNetwork(session: Session): Promise<void> {
  session.webRequest.onBeforeRequest((details, answer) => {
    const local = [`${SCHEME}:`, 'blob:', 'data:', 'devtools:'];
    answer({ cancel: !local.some((prefix) => details.url.startsWith(prefix)) });
  });
  await session.setProxy({ mode: 'fixed_servers', proxyRules: NO_PROXY, proxyBypassRules: '<-loopback>' });
}
