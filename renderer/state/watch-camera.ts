import type { KioskStore } from './store.ts';

/**
 * Tells the store whether a camera is attached, without opening it.
 *
 * @returns what stops the watching.
 */
export function watchCamera(store: KioskStore, devices: MediaDevices | undefined): () => void {
  if (!devices) {
    store.actions.receiveCamera('missing');
    return () => {};
  }
  const look = () =>
    devices.enumerateDevices().then(
      (found) =>
        store.actions.receiveCamera(found.some(({ kind }) => kind === 'videoinput') ? 'ready' : 'missing'),
      () => store.actions.receiveCamera('unknown'),
    );
  void look();
  devices.addEventListener('devicechange', look);
  return () => devices.removeEventListener('devicechange', look);
}
