import type { KioskBridge } from '../../contract/index.ts';
import type { KioskStore } from './store.ts';
import { comfortOf, isOtherComfort } from './ui-slice.ts';

/**
 * Feeds the store: first listens, then loads what is there. An event that comes in before its snapshot is
 * newer than it, and wins.
 *
 * @returns what stops the listening.
 */
export function connect(store: KioskStore, bridge: KioskBridge): () => void {
  const { receiveVisit, receiveStatus, ask, run } = store.actions;
  const heard = { visit: false, status: false };
  const stopVisit = bridge.on('visit', (visit) => {
    heard.visit = true;
    receiveVisit(visit);
  });
  const stopStatus = bridge.on('status', (status) => {
    heard.status = true;
    receiveStatus(status);
  });
  void run(({ getVisit }) => getVisit()).then((visit) => {
    if (visit && !heard.visit) receiveVisit(visit);
  });
  void run(({ getStatus }) => getStatus()).then((status) => {
    if (status && !heard.status) receiveStatus(status);
  });
  const stopComfort = store.subscribe((state, before) => {
    const isCitizens = state.status !== null && state.status.surface !== 'counter';
    if (isCitizens && isOtherComfort(state, before))
      void ask(({ keepComfort }) => keepComfort(comfortOf(state)));
  });
  return () => {
    stopComfort();
    stopVisit();
    stopStatus();
  };
}
