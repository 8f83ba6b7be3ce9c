import type { Answer, Events, KioskBridge } from '../../contract/index.ts';
import type { KioskStore } from './store.ts';
import { comfortOf, isOtherComfort } from './ui-slice.ts';

/** Without the first word of the trusted side there is no screen: it is asked for until it comes. */
const ASK_AGAIN_MS = 2000;

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
  let stopped = false;
  const load = async <Name extends keyof typeof heard>(
    name: Name,
    question: (bridge: KioskBridge) => Promise<Answer<Events[Name]>>,
    receive: (answer: Events[Name]) => void,
  ) => {
    while (!heard[name] && !stopped) {
      const answer = await run(question);
      if (heard[name] || stopped) return;
      if (answer) return receive(answer);
      await new Promise((resolve) => setTimeout(resolve, ASK_AGAIN_MS));
    }
  };
  void load('visit', ({ getVisit }) => getVisit(), receiveVisit);
  void load('status', ({ getStatus }) => getStatus(), receiveStatus);
  const stopComfort = store.subscribe((state, before) => {
    const isCitizens = state.status !== null && state.status.surface !== 'counter';
    if (isCitizens && isOtherComfort(state, before))
      void ask(({ keepComfort }) => keepComfort(comfortOf(state)));
  });
  return () => {
    stopped = true;
    stopComfort();
    stopVisit();
    stopStatus();
  };
}
