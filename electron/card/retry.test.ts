import { describe, expect, it } from 'vitest';
import { type ErrorCode, KioskError } from '../../contract/index.ts';
import { retryAfterMs } from './retry.ts';

/** How the waits go when PC/SC keeps saying the same. */
function waits(code: ErrorCode, pcsc: string): (number | null)[] {
  const cause = Object.assign(new Error(pcsc), { name: 'PcscError' });
  return [1, 2, 3, 4].map((failures) => retryAfterMs(new KioskError(code, {}, { cause }), failures));
}

describe('trying a card again that is still in', () => {
  it.each([
    ['a card that bounces at insertion', 'CARD_REMOVED', 'RemovedCard', [200, 200, 200, null]],
    ['an answer that did not come through', 'CARD_REMOVED', 'NotTransacted', [200, 200, 200, null]],
    ['a card the reader could not power', 'CARD_MUTE', 'UnpoweredCard', [200, 200, 200, null]],
    ['a card that another program reset', 'READER_BUSY', 'ResetCard', [0, 1000, 1000, 1000]],
    ['a reader held by another program', 'READER_BUSY', 'SharingViolation', [1000, 1000, 1000, 1000]],
    ['a mute card', 'CARD_MUTE', 'UnresponsiveCard', [null, null, null, null]],
    ['a stopped service', 'PCSC_STOPPED', 'NoService', [null, null, null, null]],
  ] as const)('waits for %s', (_what, code, pcsc, expected) => expect(waits(code, pcsc)).toEqual(expected));

  it('does not try a card again that says nonsense or is another kind of card', () => {
    for (const code of ['CARD_DATA_INVALID', 'CARD_NOT_THAI_ID', 'INTERNAL'] satisfies ErrorCode[]) {
      expect(retryAfterMs(new KioskError(code), 1)).toBeNull();
    }
  });
});
