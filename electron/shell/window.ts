import { BrowserWindow, type Rectangle, type Session, screen } from 'electron';
import { bringUp, keepKioskMode, reviveCrashedPage } from './kiosk-mode.ts';
import type { WindowPlace } from './kiosk-windows.ts';
import { APP_URL } from './scheme.ts';

type WindowOptions = {
  place: WindowPlace;
  session: Session;
  preload: string;
  /** Over the whole screen, and staying there; without it a window like others. */
  kioskMode: boolean;
  devTools: boolean;
  mayClose(): boolean;
  onCrash(reason: string): void;
};

/** In kiosk mode the whole display from the start: without a window manager nobody makes the window larger. */
const firstArea = (kioskMode: boolean): Partial<Rectangle> =>
  kioskMode ? screen.getPrimaryDisplay().bounds : { width: 1280, height: 800 };

/** A window of the kiosk: sandboxed, isolated, without node. Shown once its first screen is painted. */
export function createKioskWindow({
  place,
  session,
  preload,
  kioskMode,
  devTools,
  mayClose,
  onCrash,
}: WindowOptions): BrowserWindow {
  const window = new BrowserWindow({
    ...(place.area ?? firstArea(kioskMode)),
    show: false,
    kiosk: kioskMode,
    backgroundColor: '#FFFFFF',
    autoHideMenuBar: true,
    webPreferences: {
      session,
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      devTools,
      spellcheck: false,
      // The capture must go on when the window manager thinks the window is hidden.
      backgroundThrottling: false,
      // A card is put in, not clicked: the kiosk speaks before anybody touched the screen.
      autoplayPolicy: 'no-user-gesture-required',
    },
  });
  window.setMenu(null);
  if (kioskMode) keepKioskMode(window, place.takesKeys, mayClose);
  reviveCrashedPage(window, APP_URL, onCrash);
  window.once('ready-to-show', () => bringUp(window, place.takesKeys));
  void window.loadURL(APP_URL);
  return window;
}
