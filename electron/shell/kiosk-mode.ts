import { type BrowserWindow, screen } from 'electron';

/**
 * Keeps a window over the whole screen: whoever leaves kiosk mode, minimizes it or pulls out a display finds it back in
 * front, and it closes only when the program ends (`mayClose`).
 */
export function keepKioskMode(window: BrowserWindow, mayClose: () => boolean): void {
  const comeBack = () => {
    if (window.isDestroyed()) return;
    if (window.isMinimized()) window.restore();
    window.setKiosk(true);
    window.show();
    window.focus();
  };
  window.on('leave-full-screen', comeBack);
  window.on('minimize', comeBack);
  window.on('hide', () => {
    if (!mayClose()) comeBack();
  });
  window.on('close', (event) => {
    if (!mayClose()) event.preventDefault();
  });
  for (const change of ['display-removed', 'display-added', 'display-metrics-changed'] as const) {
    // Electron's types have a signature for each event, none for several.
    screen.on(change as 'display-removed', comeBack);
    window.once('closed', () => screen.off(change as 'display-removed', comeBack));
  }
}

/** A page that crashed or hangs is loaded anew: the visit is the trusted side's and goes on where it was. */
export function reviveCrashedPage(
  window: BrowserWindow,
  url: string,
  onCrash: (reason: string) => void,
): void {
  const { webContents } = window;
  webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit' || window.isDestroyed()) return;
    onCrash(reason);
    // Not yet: the page's process is still being put away while this event is told.
    setImmediate(() => void window.loadURL(url));
  });
  window.on('unresponsive', () => {
    onCrash('unresponsive');
    webContents.forcefullyCrashRenderer();
  });
}
