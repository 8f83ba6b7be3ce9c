import { ipcRenderer } from 'electron';
import { PAGE_LISTENS, PORT_MESSAGE } from '../engine-protocol.ts';

// Hands the one message port over to the page; the page gets nothing else of Electron.
const pageListens = new Promise<void>((resolve) => {
  window.addEventListener('message', (event) => {
    if (event.source === window && event.data === PAGE_LISTENS) resolve();
  });
});

ipcRenderer.once(PORT_MESSAGE, async (event) => {
  await pageListens;
  window.postMessage(PORT_MESSAGE, window.location.origin, event.ports);
});
