import { BrowserWindow, type Session } from 'electron';
import { keepKioskMode, reviveCrashedPage } from './kiosk-mode.ts';
import { APP_URL } from './scheme.ts';

type WindowOptions = {
  session: Session;
  preload: string;
  /** Over the whole screen, and staying there; without it a window like others. */
  kioskMode: boolean;
  devTools: boolean;
  mayClose(): boolean;
  onCrash(reason: string): void;
};

/** The kiosk's window: sandboxed, isolated, without node. Shown once its first screen is painted. */
export function createKioskWindow({
  session,
  preload,
  kioskMode,
  devTools,
  mayClose,
  onCrash,
}: WindowOptions): BrowserWindow {
  const window = new BrowserWindow({
    width: 1280,
    height: 800,
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
  if (kioskMode) keepKioskMode(window, mayClose);
  reviveCrashedPage(window, APP_URL, onCrash);
  window.once('ready-to-show', () => window.show());
  void window.loadURL(APP_URL);
  return window;
}
