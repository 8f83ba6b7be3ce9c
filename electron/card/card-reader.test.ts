import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { HostMessage, HostProcess, HostRequest } from '../../native/pcsc-host/index.ts';
import { type CardEvent, type CardReader, createCardReader } from './card-reader.ts';
import { type ExampleTransport, exampleTransport } from './testing.ts';

/**
 * Faults that no part on a development machine can be brought to: a service that hangs, a reader pulled off
 * its cable, a helper that dies again and again. Everything else is tested with the real ones.
 */
type FakeHost = HostProcess & {
  say(message: HostMessage): void;
  die(): void;
  killed: boolean;
};

let hosts: FakeHost[];
let events: CardEvent[];
let reader: CardReader;
/** What the host does with a request; null leaves it without an answer. */
let serve: (request: HostRequest) => Promise<HostMessage | null>;
let card: ExampleTransport;

function spawnFakeHost(): FakeHost {
  let hear: (message: HostMessage) => void = () => {};
  let exited: () => void = () => {};
  const host: FakeHost = {
    killed: false,
    post: (request) => void serve(request).then((message) => message && hear(message)),
    onMessage: (listener) => {
      hear = listener;
    },
    onExit: (listener) => {
      exited = listener;
    },
    say: (message) => hear(message),
    die: () => exited(),
    kill() {
      host.killed = true;
      exited();
    },
  };
  hosts.push(host);
  return host;
}

async function serveHonestly(request: HostRequest): Promise<HostMessage> {
  const { id } = request;
  if (request.type === 'open') {
    return { type: 'reply', id, ok: true, result: { kind: 'opened', session: 1, atr: card.atr } };
  }
  if (request.type === 'close') return { type: 'reply', id, ok: true, result: { kind: 'closed' } };
  const answer = await card.transmit(request.apdu);
  return { type: 'reply', id, ok: true, result: { kind: 'answered', answer } };
}

const lastHost = () => hosts.at(-1) as FakeHost;
const types = () => events.map((event) => event.type);
const states = () => events.flatMap((event) => (event.type === 'reader' ? [event.state] : []));
const failures = () => events.flatMap((event) => (event.type === 'failed' ? [event.error.code] : []));

function plugIn(present: boolean, changes = 1): void {
  lastHost().say({ type: 'service', up: true });
  lastHost().say({ type: 'reader', reader: { name: 'Reader', present, mute: false, changes } });
}

beforeEach(() => {
  vi.useFakeTimers();
  hosts = [];
  events = [];
  card = exampleTransport();
  serve = serveHonestly;
  reader = createCardReader({ spawnHost: spawnFakeHost, accepts: (name) => name !== 'Keyboard reader' });
  reader.onEvent((event) => events.push(event));
});
afterEach(() => {
  void reader.stop();
  vi.useRealTimers();
});

describe('a reader pulled off its cable', () => {
  it('is missed at once, and its card forgotten', async () => {
    plugIn(true);
    await vi.advanceTimersByTimeAsync(1000);
    expect(types().at(-1)).toBe('photo');
    lastHost().say({ type: 'reader-gone', name: 'Reader' });
    expect(types().slice(-2)).toEqual(['removed', 'reader']);
    expect(reader.state).toEqual({ state: 'missing', name: null });
  });

  it('in the middle of a reading ends it with one sentence', async () => {
    let exchanges = 0;
    serve = async (request) => {
      const { id } = request;
      if (request.type !== 'transmit' || ++exchanges < 9) return serveHonestly(request);
      lastHost().say({ type: 'reader-gone', name: 'Reader' });
      return { type: 'reply', id, ok: false, fault: { code: 'READER_MISSING', pcsc: 'ReaderUnavailable' } };
    };
    plugIn(true);
    await vi.advanceTimersByTimeAsync(5000);
    expect(failures()).toEqual(['READER_MISSING']);
    expect(types().slice(-3)).toEqual(['failed', 'removed', 'reader']);
  });

  it('is used again when it is back', async () => {
    plugIn(false);
    lastHost().say({ type: 'reader-gone', name: 'Reader' });
    plugIn(true);
    await vi.advanceTimersByTimeAsync(1000);
    expect(states()).toEqual(['ready', 'missing', 'ready']);
    expect(types().at(-1)).toBe('photo');
  });
});

describe('a reader that may not be used', () => {
  const attach = (name: string) =>
    lastHost().say({ type: 'reader', reader: { name, present: true, mute: false, changes: 1 } });

  it('is said to be that, and its card is left alone, until another one is there', async () => {
    lastHost().say({ type: 'service', up: true });
    attach('Keyboard reader');
    await vi.advanceTimersByTimeAsync(1000);
    expect(types().filter((type) => type !== 'reader')).toEqual([]);
    expect(states().at(-1)).toBe('refused');
    attach('Reader');
    await vi.advanceTimersByTimeAsync(1000);
    expect(states().at(-1)).toBe('ready');
    expect(types().at(-1)).toBe('photo');
  });
});

describe('a service that hangs', () => {
  it('is left by ending the helper, and the card is read again', async () => {
    let answers = 12;
    serve = async (request) => (answers-- > 0 ? serveHonestly(request) : null);
    plugIn(true);
    await vi.advanceTimersByTimeAsync(9000);
    expect(hosts).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(2000);
    expect(hosts[0]?.killed).toBe(true);
    expect(failures()).toEqual(['PCSC_STOPPED']);
    expect(hosts).toHaveLength(2);
    serve = serveHonestly;
    plugIn(true);
    await vi.advanceTimersByTimeAsync(1000);
    expect(types().at(-1)).toBe('photo');
  });
});

describe('a helper that dies again and again', () => {
  it('is started with longer and longer pauses, at most five seconds', async () => {
    const pauses: number[] = [];
    for (let deaths = 0; deaths < 9; deaths++) {
      const started = hosts.length;
      lastHost().die();
      let pauseMs = 0;
      while (hosts.length === started) {
        await vi.advanceTimersByTimeAsync(100);
        pauseMs += 100;
      }
      pauses.push(pauseMs);
    }
    expect(pauses).toEqual([100, 200, 400, 800, 1600, 3200, 5000, 5000, 5000]);
    expect(states()).toEqual(['stopped']);
  });

  it('is started quickly again once it has held for a while', async () => {
    for (let deaths = 0; deaths < 5; deaths++) {
      lastHost().die();
      await vi.advanceTimersByTimeAsync(5000);
    }
    await vi.advanceTimersByTimeAsync(10_000);
    const started = hosts.length;
    lastHost().die();
    await vi.advanceTimersByTimeAsync(100);
    expect(hosts).toHaveLength(started + 1);
  });
});

describe('a card reset by another program', () => {
  it('is read again from the start, and its text told once', async () => {
    let resets = 1;
    serve = async (request) => {
      const { id } = request;
      const isPhotoRead = request.type === 'transmit' && card.exchanges > 10;
      if (!isPhotoRead || resets-- <= 0) return serveHonestly(request);
      return { type: 'reply', id, ok: false, fault: { code: 'READER_BUSY', pcsc: 'ResetCard' } };
    };
    plugIn(true);
    await vi.advanceTimersByTimeAsync(1000);
    expect(types().filter((type) => type === 'identity')).toHaveLength(1);
    expect(types().at(-1)).toBe('photo');
    expect(failures()).toEqual([]);
  });

  it('and swapped unseen in the meantime is told as another card', async () => {
    let resets = 1;
    serve = async (request) => {
      const { id } = request;
      const isPhotoRead = request.type === 'transmit' && card.exchanges > 10;
      if (!isPhotoRead || resets-- <= 0) return serveHonestly(request);
      card = exampleTransport({ cid: '0000000000001' });
      return { type: 'reply', id, ok: false, fault: { code: 'CARD_REMOVED', pcsc: 'NotTransacted' } };
    };
    plugIn(true);
    await vi.advanceTimersByTimeAsync(1000);
    const told = types().filter((type) => type !== 'photo-progress' && type !== 'reader');
    expect(told).toEqual(['inserted', 'identity', 'removed', 'inserted', 'identity', 'photo']);
  });
});

describe('a reader stopped by the program', () => {
  it('ends its helper and says nothing more', async () => {
    plugIn(true);
    await vi.advanceTimersByTimeAsync(150);
    const told = events.length;
    void reader.stop();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(hosts).toHaveLength(1);
    expect(hosts[0]?.killed).toBe(true);
    expect(events).toHaveLength(told);
  });
});
