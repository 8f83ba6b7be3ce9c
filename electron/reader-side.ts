import type { CardTest } from '../contract/index.ts';
import { type CardReader, createCardReader } from './card/index.ts';
import { visitEventOf } from './card-events.ts';
import { createCardTester } from './card-test.ts';
import type { Enrollment } from './enrollment/index.ts';
import { codeOf, type Logger } from './log.ts';
import { spawnPcscHost } from './shell/index.ts';
import { readersThatMayBeUsed } from './simulation.ts';

/** Before that a reader that is not there yet is no problem: the service is still naming them. */
const READER_GRACE_MS = 3000;

export type ReaderSide = Pick<CardReader, 'state' | 'readAgain' | 'stop'> & { test(): Promise<CardTest> };

/** The reader, and who hears of its cards: the visit, or a test of the reader between visits. */
export function openReaderSide(parts: {
  hostEntry: string;
  /** Whether the virtual reader of demonstrations and training may be used. */
  simulated: boolean;
  /** Words in the names of those that alone may be used; any when left out. */
  allowed: readonly string[] | undefined;
  enrollment: Enrollment;
  showStatus(): void;
  log: Logger;
}): ReaderSide {
  const { hostEntry, simulated, allowed, enrollment, showStatus, log } = parts;
  const reader = createCardReader({
    spawnHost: () => spawnPcscHost(hostEntry),
    accepts: readersThatMayBeUsed(simulated, allowed),
    onOpened: (atr) => tester.noteAtr(atr),
    onTrouble: (fault) => log.info({ fault: codeOf(fault) }, 'reading the card failed'),
  });
  const tester = createCardTester({
    reader: () => reader.state,
    readAgain: reader.readAgain,
    mayTest: () => ['idle', 'card-problem'].includes(enrollment.view().step),
  });
  reader.onEvent((event) => {
    if (tester.take(event)) return;
    enrollment.dispatch(visitEventOf(event));
    if (event.type === 'reader') showStatus();
  });
  const grace = setTimeout(() => {
    if (reader.state.state === 'missing')
      enrollment.dispatch(visitEventOf({ type: 'reader', ...reader.state }));
  }, READER_GRACE_MS);

  return {
    get state() {
      return reader.state;
    },
    readAgain: reader.readAgain,
    test: tester.test,
    stop() {
      clearTimeout(grace);
      return reader.stop();
    },
  };
}
