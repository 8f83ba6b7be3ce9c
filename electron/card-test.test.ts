import { describe, expect, it } from 'vitest';
import type { CardIdentity, ReaderState } from '../contract/index.ts';
import type { CardEvent } from './card/index.ts';
import { createCardTester } from './card-test.ts';

const READY: ReaderState = { state: 'ready', name: 'Feitian R502' };
const CID = '1103700012345';
const counts = { photoNumber: null, exchanges: 9 };
const identity = { cid: CID, nameTh: { first: 'สมหญิง' } } as unknown as CardIdentity;
const TEXT: CardEvent = { type: 'identity', identity, ms: 700.4, ...counts };
const PHOTO: CardEvent = {
  type: 'photo',
  jpeg: new Uint8Array([0xff, 0xd8]),
  ...{ width: 1, height: 1, chipNumber: null, healthRight: null, ms: 2600.2, ...counts },
};

const tester = (given: { reader?: ReaderState; mayTest?: boolean; limitMs?: number } = {}) =>
  createCardTester({
    reader: () => given.reader ?? READY,
    readAgain: () => {},
    mayTest: () => given.mayTest ?? true,
    limitMs: given.limitMs ?? 5000,
  });

describe('the test of a card', () => {
  it('tells reader, answer to reset and times, and nothing of what stands on the card', async () => {
    const test = tester();
    const told = test.test();
    expect(test.take({ type: 'inserted' })).toBe(true);
    test.noteAtr(Uint8Array.of(0x3b, 0x78));
    expect([TEXT, PHOTO].map(test.take)).toEqual([true, true]);
    const answer = await told;
    expect(answer).toEqual({
      reader: 'Feitian R502',
      card: { atr: '3B78', textMs: 700, photoMs: 2600 },
      error: null,
    });
    expect(JSON.stringify(answer)).not.toMatch(/1103700012345|สมหญิง/);
  });

  it('keeps the card from the visit only while it waits, and never its removal', async () => {
    const test = tester();
    expect(test.take({ type: 'inserted' })).toBe(false);
    const told = test.test();
    expect(test.take({ type: 'removed' })).toBe(false);
    test.take({ type: 'inserted' });
    test.take({ type: 'failed', error: { code: 'CARD_NOT_THAI_ID' } });
    expect(await told).toMatchObject({ card: { textMs: null }, error: { code: 'CARD_NOT_THAI_ID' } });
    expect(test.take({ type: 'inserted' })).toBe(false);
  });

  it('ends by itself when no card comes', async () => {
    expect(await tester({ limitMs: 5 }).test()).toEqual({ reader: 'Feitian R502', card: null, error: null });
  });

  it('says at once what is wrong with the reader', async () => {
    const reader: ReaderState = { state: 'stopped', name: null };
    expect(await tester({ reader }).test()).toMatchObject({ card: null, error: { code: 'PCSC_STOPPED' } });
  });

  it('is refused while a visit goes on', async () => {
    await expect(tester({ mayTest: false }).test()).rejects.toMatchObject({ code: 'REQUEST_INVALID' });
  });
});
