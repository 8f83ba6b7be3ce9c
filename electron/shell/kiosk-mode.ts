import { type BrowserWindow, screen } from 'electron';

/**
 * Keeps a window over the whole screen: whoever leaves kiosk mode, minimizes it or pulls out a display finds it back in
 * front, and it closes only when the program ends (`mayClose`). Of several windows one takes the keys.
 */
export function keepKioskMode(window: BrowserWindow, takesKeys: boolean, mayClose: () => boolean): void {
  const comeBack = () => {
    if (window.isDestroyed()) return;
    if (window.isMinimized()) window.restore();
    window.setKiosk(true);
    bringUp(window, takesKeys);
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

/** Shows a window, with the keys or without taking them from another. */
export function bringUp(window: BrowserWindow, takesKeys: boolean): void {
  if (takesKeys) {
    window.show();
    window.focus();
  } else {
    window.showInactive();
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
