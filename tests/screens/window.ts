import { app, BrowserWindow } from 'electron';

/** The Electron program of the screens' tests: a window of the kiosk's size, and nothing else. */
const WIDTH_PX = 1280;
const HEIGHT_PX = 800;

void app.whenReady().then(() => {
  const window = new BrowserWindow({
    width: WIDTH_PX,
    height: HEIGHT_PX,
    frame: false,
    webPreferences: { sandbox: true, backgroundThrottling: false },
  });
  void window.loadURL('about:blank');
});
