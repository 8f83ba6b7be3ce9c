import { contextBridge, ipcRenderer, webFrame } from 'electron';
import {
  COMMANDS,
  type CommandName,
  commandChannel,
  EVENTS,
  type Events,
  eventChannel,
} from '../contract/index.ts';

// `window.kiosk`, made by walking the contract: there is no second list of channels.
const commands = Object.fromEntries(
  (Object.keys(COMMANDS) as CommandName[]).map((name) => [
    name,
    (input?: unknown) => ipcRenderer.invoke(commandChannel(name), input),
  ]),
);

function on(event: keyof Events, listener: (payload: unknown) => void): () => void {
  if (!EVENTS.includes(event)) return () => {};
  const forward = (_event: unknown, payload: unknown) => listener(payload);
  ipcRenderer.on(eventChannel(event), forward);
  return () => ipcRenderer.removeListener(eventChannel(event), forward);
}

/** By then the new screen has been painted: clearing looks through all that the page holds, and a press would wait for it. */
const CALM_MS = 1000;
let clearing: ReturnType<typeof setTimeout>;

// What a page has loaded, the browser keeps: the photo from the chip among it, and each time the face is tracked another copy
// of the models' program. With every step of a visit it goes, but not while the face is followed, which would falter.
ipcRenderer.on(eventChannel('visit'), (_event, { step }: Events['visit']) => {
  clearTimeout(clearing);
  if (step !== 'face') clearing = setTimeout(() => webFrame.clearCache(), CALM_MS);
});

contextBridge.exposeInMainWorld('kiosk', { ...commands, on });
