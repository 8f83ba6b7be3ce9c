import { describe, expect, it } from 'vitest';
import type { HostMessage } from '../native/pcsc-host/index.ts';
import { type CardEvent, createCardReader } from './card/index.ts';
import { mayBeSimulated, readersThatMayBeUsed } from './simulation.ts';

/** As the virtual driver of the smart-card service names its reader. */
const VIRTUAL = 'Virtual PCD 00 00';
const REAL = 'Feitian R301 00 00';

/** A kiosk's reader when the service names these, each with a card in. */
async function withReaders(names: string[], accepts: (name: string) => boolean) {
  let hear: (message: HostMessage) => void = () => {};
  const events: CardEvent[] = [];
  const reader = createCardReader({
    spawnHost: () => ({
      ...{ post() {}, kill() {}, onExit() {} },
      onMessage: (listener) => {
        hear = listener;
      },
    }),
    accepts,
  });
  reader.onEvent((event) => events.push(event));
  hear({ type: 'service', up: true });
  for (const name of names)
    hear({ type: 'reader', reader: { name, present: true, mute: false, changes: 1 } });
  const { state } = reader;
  await reader.stop();
  return { state, inserted: events.some(({ type }) => type === 'inserted') };
}

const inService = mayBeSimulated(true, false);

describe('a virtual reader', () => {
  it('is refused by an installed kiosk in service, and no card in it is looked at', async () => {
    const { state, inserted } = await withReaders([VIRTUAL], readersThatMayBeUsed(inService, undefined));
    expect(state.state).toBe('refused');
    expect(inserted).toBe(false);
  });

  it('is refused there also when it is on the list of those that may be used', async () => {
    const { state } = await withReaders([VIRTUAL], readersThatMayBeUsed(inService, ['virtual pcd']));
    expect(state.state).toBe('refused');
  });

  it('keeps no real one from being used', async () => {
    const { state, inserted } = await withReaders(
      [VIRTUAL, REAL],
      readersThatMayBeUsed(inService, undefined),
    );
    expect([state.name, inserted]).toEqual([REAL, true]);
  });

  it.each([
    ['for training', mayBeSimulated(true, true)],
    ['in development', mayBeSimulated(false, false)],
  ])('is used by a kiosk %s', async (_what, simulated) => {
    const { state, inserted } = await withReaders([VIRTUAL], readersThatMayBeUsed(simulated, undefined));
    expect([state.name, inserted]).toEqual([VIRTUAL, true]);
  });
});
