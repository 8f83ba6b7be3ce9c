import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CardFault, VirtualCard } from '../../contract/index.ts';
import { type HostProcess, spawnNodeHost } from '../../native/pcsc-host/index.ts';
import { asOtherProgram, untilEmpty } from '../../native/pcsc-host/testing.ts';
import {
  createVirtualCard,
  ensurePcscd,
  FIRST_READER_PORT,
  type Pcscd,
  type VirtualCardHandle,
} from '../../native/virtual-card/index.ts';
import { exampleCard, examplePhoto } from '../../native/virtual-card/testing/index.ts';
import { type CardEvent, type CardReader, createCardReader } from './card-reader.ts';

/**
 * The card reader against the real pcscd, with virtual cards in vpcd's two slots: everything between is what
 * a kiosk runs.
 */
const PORTS = [FIRST_READER_PORT, FIRST_READER_PORT + 1];
const SLOTS = ['Virtual PCD 00 00', 'Virtual PCD 00 01'] as const;
const LIMIT_MS = 15_000;
const OTHER_CITIZEN = { cid: '0000000000001', nameTh: 'นาย#สมชาย##สุขใจ' };
/** Small, so that a reading takes half the exchanges. */
const photo = examplePhoto({ quality: 30 });

let pcscd: Pcscd;
let reader: CardReader;
let host: HostProcess;
let cards: VirtualCardHandle[];
let events: CardEvent[];
let seen: number;

beforeAll(async () => {
  pcscd = await ensurePcscd({ ports: PORTS });
  await untilEmpty(SLOTS);
});
afterAll(() => pcscd.stop());

beforeEach(() => {
  cards = [];
  events = [];
  seen = 0;
});
afterEach(async () => {
  await reader.stop();
  for (const card of cards) card.close();
  await untilEmpty(SLOTS);
});

function startReader(options: { pinned?: string } = {}): void {
  const spawnHost = () => {
    host = spawnNodeHost();
    return host;
  };
  reader = createCardReader({ spawnHost, ...options });
  reader.onEvent((event) => events.push(event));
}

function makeCard(changes: Partial<VirtualCard> = {}, port = FIRST_READER_PORT): VirtualCardHandle {
  const card = createVirtualCard({ card: exampleCard(changes), photo, port });
  cards.push(card);
  return card;
}

const withFaults = (...faults: CardFault[]) => makeCard({ faults });

/** The next event of a type after those already waited for. */
async function next<Type extends CardEvent['type']>(
  type: Type,
  fits: (event: Extract<CardEvent, { type: Type }>) => boolean = () => true,
): Promise<Extract<CardEvent, { type: Type }>> {
  const deadline = performance.now() + LIMIT_MS;
  while (performance.now() < deadline) {
    for (; seen < events.length; seen++) {
      const event = events[seen] as Extract<CardEvent, { type: Type }>;
      if (event.type !== type || !fits(event)) continue;
      seen++;
      return event;
    }
    await sleep(10);
  }
  throw new Error(`No event "${type}". There were: ${events.map((event) => event.type).join(', ')}`);
}

const stateIs = (state: string) => next('reader', (event) => event.state === state);

async function expectGoodRead(cid = '1234567890121'): Promise<void> {
  expect((await next('identity')).identity.cid).toBe(cid);
  expect((await next('photo')).jpeg).toEqual(photo);
}

describe('a card at the counter', () => {
  it('is read when it is put in, text first, and again when it is put in again', async () => {
    startReader();
    await stateIs('ready');
    const card = makeCard();
    for (let times = 0; times < 2; times++) {
      await card.insert();
      await next('inserted');
      const text = await next('identity');
      expect(text).toMatchObject({ exchanges: 7, photoNumber: '01021234567890' });
      const picture = await next('photo');
      expect(picture).toMatchObject({ width: 148, height: 178, chipNumber: '0102030405060708' });
      expect(picture.jpeg).toEqual(photo);
      expect(picture.exchanges).toBeLessThanOrEqual(56);
      expect(picture.ms).toBeGreaterThan(text.ms);
      card.remove();
      await next('removed');
    }
    const shares = events.flatMap((event) => (event.type === 'photo-progress' ? [event.share] : []));
    expect(shares.filter((share) => share === 1)).toHaveLength(2);
    expect(events.some((event) => event.type === 'failed')).toBe(false);
  });

  it('is read when it was in before the program started', async () => {
    await makeCard().insert();
    startReader();
    await expectGoodRead();
  });

  it('is read in the old layout and with the old answer to reset', async () => {
    startReader();
    await makeCard({ layout: '0002', atr: '3B 67 00 00 29 20 00 6F 78 90' }).insert();
    expect((await next('identity')).identity.layout).toBe('0002');
    expect((await next('photo')).jpeg).toEqual(photo);
  });

  it('is there for the next program without being put in again', async () => {
    startReader();
    await makeCard().insert();
    await expectGoodRead();
    const answer = await asOtherProgram(SLOTS[0], async (other) => {
      await other.hold('shared');
      const [first] = await other.transmit(Buffer.from('00A4040008A000000054480001', 'hex'));
      await other.letGo();
      return first;
    });
    expect(answer).toBe(0x61);
  });
});

describe('trouble with the card', () => {
  it.each([1, 4, 12])('pulled out at exchange %i: says so, then reads the next one', async (atExchange) => {
    startReader();
    const card = withFaults({ atExchange, do: 'remove' });
    await card.insert();
    expect((await next('failed')).error.code).toBe('CARD_REMOVED');
    await next('removed');
    await card.insert();
    await expectGoodRead();
  });

  it('pulled out after it was read: everything is to be forgotten within a second', async () => {
    startReader();
    const card = makeCard();
    await card.insert();
    await expectGoodRead();
    const pulledAt = performance.now();
    card.remove();
    await next('removed');
    expect(performance.now() - pulledAt).toBeLessThan(1000);
    expect(events.some((event) => event.type === 'failed')).toBe(false);
  });

  it('swapped for another within 300 ms: shows the other one', async () => {
    startReader();
    const [first, second] = [makeCard(), makeCard(OTHER_CITIZEN)];
    await first.insert();
    await expectGoodRead();
    first.remove();
    await sleep(250);
    await second.insert();
    await next('removed');
    await expectGoodRead(OTHER_CITIZEN.cid);
  });

  it('put in the wrong way round: asks to turn it, then reads it', async () => {
    startReader();
    const card = withFaults({ atExchange: 0, do: 'mute' });
    await card.insert();
    expect((await next('failed')).error.code).toBe('CARD_MUTE');
    card.remove();
    await next('removed');
    await card.insert();
    await expectGoodRead();
  });

  it('fallen silent in the middle: ends in a sentence, then reads the next one', async () => {
    startReader();
    const card = withFaults({ atExchange: 9, do: 'mute' });
    await card.insert();
    await next('identity');
    expect(['CARD_REMOVED', 'CARD_MUTE']).toContain((await next('failed')).error.code);
    card.remove();
    await next('removed');
    await card.insert();
    await expectGoodRead();
  });

  it('not a Thai ID card: says so', async () => {
    startReader();
    await withFaults({ atExchange: 1, do: 'status', status: '6A82' }).insert();
    expect((await next('failed')).error.code).toBe('CARD_NOT_THAI_ID');
  });

  it('slow to answer: waits for it', async () => {
    startReader();
    await withFaults({ atExchange: 5, do: 'delay', ms: 1500 }).insert();
    await expectGoodRead();
  });
});

describe('trouble with the reader', () => {
  it('two readers, the card in the second: takes that one', async () => {
    startReader();
    await makeCard({}, FIRST_READER_PORT + 1).insert();
    await expectGoodRead();
    expect(reader.state.name).toMatch(/00 01$/);
  });

  it('a pinned reader: leaves the others alone', async () => {
    startReader({ pinned: 'Virtual PCD 00 01' });
    await makeCard().insert();
    await makeCard(OTHER_CITIZEN, FIRST_READER_PORT + 1).insert();
    await expectGoodRead(OTHER_CITIZEN.cid);
  });

  it('held by another program: says so and reads the card once it is free', async () => {
    await makeCard().insert();
    await asOtherProgram(SLOTS[0], async (other) => {
      await other.hold('exclusive');
      startReader();
      await stateIs('busy');
      await other.letGo();
    });
    await stateIs('ready');
    await expectGoodRead();
  });

  it('locked by another program for a while: says so and reads the card once it is free', async () => {
    await makeCard().insert();
    await asOtherProgram(SLOTS[0], async (other) => {
      await other.hold('shared');
      await other.lock();
      startReader();
      await stateIs('busy');
      await other.unlock();
      await stateIs('ready');
      await expectGoodRead();
      await other.letGo();
    });
  });

  it('the helper process killed: starts again by itself and reads the card again', async () => {
    startReader();
    await makeCard().insert();
    await next('identity');
    host.kill();
    expect((await next('failed')).error.code).toBe('PCSC_STOPPED');
    await next('removed');
    await stateIs('stopped');
    await stateIs('ready');
    await expectGoodRead();
  });

  it('pcscd killed and started again: says so and goes on by itself', async (test) => {
    if (!pcscd.startedHere) test.skip('this pcscd is not ours to kill');
    startReader();
    await makeCard().insert();
    await expectGoodRead();
    process.kill(pcscd.pid ?? Number.NaN, 'SIGKILL');
    await next('removed');
    await stateIs('stopped');
    pcscd = await ensurePcscd({ ports: PORTS });
    await stateIs('ready');
    await expectGoodRead();
  });
});
