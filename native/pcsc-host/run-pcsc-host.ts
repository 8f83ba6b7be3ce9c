import { setTimeout as sleep } from 'node:timers/promises';
import {
  type Card,
  CardDisposition,
  CardMode,
  Client,
  ReaderStatus as Flag,
  type Reader,
  type ReaderStatusFlags,
  type Transaction,
} from 'pcsc-mini';
import type { ParentPort } from './parent-port.ts';
import type { HostRequest, ReaderStatus, ReplyResult } from './protocol.ts';
import { toFault } from './trouble.ts';

const FIRST_RETRY_MS = 250;
const LAST_RETRY_MS = 2000;

/** Of a short command's answer: the data and the status word (ISO 7816-3, 12.1.1). */
const MAX_ANSWER_BYTES = 256 + 2;

type Session = {
  card: Card;
  hold: Transaction;
  /** pcsc-mini 0.1.3 never gives up a buffer it answered in: a session's answers share one, and are copied out. */
  answers: ArrayBuffer;
};

/**
 * Watches the readers and serves the parent's requests until PC/SC is lost. One process, one context: a
 * context that died can't be let go cleanly (pcsc-mini may throw from a finalizer, and keeps the slots of
 * sessions it could not close), so the process ends with it and its parent starts a new one.
 */
export function runPcscHost(port: ParentPort): void {
  const readers = new Map<string, Reader>();
  const sessions = new Map<number, Session>();
  let lastSession = 0;

  function watch(reader: Reader): void {
    const name = reader.name();
    readers.set(name, reader);
    reader.on('change', (flags) => port.post({ type: 'reader', reader: readStatus(name, flags) }));
    reader.on('disconnect', () => {
      readers.delete(name);
      port.post({ type: 'reader-gone', name });
    });
  }

  async function serve(request: HostRequest): Promise<ReplyResult> {
    if (request.type === 'open') return open(request.reader);
    const session = sessions.get(request.session);
    if (!session) throw namedError('InvalidHandle');
    if (request.type === 'transmit') {
      return { kind: 'answered', answer: await transmit(session, request.apdu) };
    }
    sessions.delete(request.session);
    await release(session);
    return { kind: 'closed' };
  }

  async function open(name: string): Promise<ReplyResult> {
    const reader = readers.get(name);
    if (!reader) throw namedError('UnknownReader');
    const card = await reader.connect(CardMode.SHARED).catch(endWhenSlotsAreSpent);
    try {
      // A program that selects its own applet between two of our commands would make us read the wrong file.
      const hold = await card.transaction();
      const session = ++lastSession;
      sessions.set(session, { card, hold, answers: new ArrayBuffer(MAX_ANSWER_BYTES) });
      // The ATR that comes with reader events is garbled in pcsc-mini 0.1.3; the session's is right.
      return { kind: 'opened', session, atr: (await card.state()).atr };
    } catch (error) {
      await card.disconnect(CardDisposition.LEAVE);
      throw error;
    }
  }

  port.onMessage((request) => {
    const { id } = request;
    serve(request).then(
      (result) => port.post({ type: 'reply', id, ok: true, result }),
      (error: unknown) => port.post({ type: 'reply', id, ok: false, fault: toFault(error) }),
    );
  });

  void establish(watch, port);
}

async function transmit({ card, answers }: Session, apdu: Uint8Array): Promise<Uint8Array> {
  return Uint8Array.from(await card.transmit(apdu, answers));
}

/** Waits for the service, trying again with growing pauses. */
async function establish(watch: (reader: Reader) => void, port: ParentPort): Promise<void> {
  for (let pauseMs = FIRST_RETRY_MS; ; pauseMs = Math.min(pauseMs * 2, LAST_RETRY_MS)) {
    const client = new Client();
    client.on('reader', watch);
    client.on('error', () => process.exit(0));
    try {
      client.start();
      return port.post({ type: 'service', up: true });
    } catch (error) {
      if (toFault(error).code !== 'PCSC_STOPPED') throw error;
      port.post({ type: 'service', up: false });
      await sleep(pauseMs);
    }
  }
}

/** pcsc-mini has four slots for sessions and keeps those it could not close, as after a reader was unplugged. */
function endWhenSlotsAreSpent(error: Error & { code?: string }): never {
  if (error.code === 'TooManyCardConnections') process.exit(0);
  throw error;
}

async function release({ card, hold }: Session): Promise<void> {
  // When the card is gone there is nothing left to let other programs at; what counts is the disconnect.
  await hold.end(CardDisposition.LEAVE).catch(() => {});
  await card.disconnect(CardDisposition.LEAVE);
}

function readStatus(name: string, flags: ReaderStatusFlags): ReaderStatus {
  return {
    name,
    present: flags.has(Flag.PRESENT),
    mute: flags.has(Flag.MUTE),
    // PC/SC keeps its event counter in the upper half of the status word.
    changes: flags.raw >>> 16,
  };
}

function namedError(code: string): Error {
  return Object.assign(new Error(code), { code });
}
