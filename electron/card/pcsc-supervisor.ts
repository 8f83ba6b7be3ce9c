import { KioskError } from '../../contract/index.ts';
import type {
  HostMessage,
  HostProcess,
  HostRequest,
  ReplyResult,
  SpawnHost,
} from '../../native/pcsc-host/index.ts';
import type { CardTransport } from './transport.ts';

/** A card held for reading. */
export type CardSession = CardTransport & {
  atr: Uint8Array;
  /** Lets the card go as it is. Never fails. */
  close(): Promise<void>;
};

/** What the host tells on its own; `service` is also told, as down, when the host itself is gone. */
export type HostEvent = Exclude<HostMessage, { type: 'reply' }>;

export type PcscSupervisor = {
  /**
   * Takes the card in a reader.
   * @throws KioskError with the cause's code; `cause` is PC/SC's word for it (see `pcscWordOf`).
   */
  open(reader: string): Promise<CardSession>;
  stop(): void;
};

const FIRST_RESTART_MS = 100;
const LAST_RESTART_MS = 5000;
/** A host that lived so long was sound: the next restart is quick again. */
const SOUND_MS = 10_000;
/** ISO 7816 cards answer within a second or so; a service that takes longer hangs. */
const TRANSMIT_LIMIT_MS = 10_000;
/** Taking the card may wait for another program to let it go. */
const OPEN_LIMIT_MS = 60_000;

type Question = HostRequest extends infer Each
  ? Each extends HostRequest
    ? Omit<Each, 'id'>
    : never
  : never;

/** Keeps a PC/SC host process alive: starts it, starts it again when it dies or hangs, carries questions to it. */
export function supervisePcscHost(spawnHost: SpawnHost, onEvent: (event: HostEvent) => void): PcscSupervisor {
  let stopped = false;
  let restartMs = FIRST_RESTART_MS;
  let host = start();

  function start(): HostLine {
    const startedAt = performance.now();
    return openLine(spawnHost(), {
      onEvent(event) {
        if (!stopped) onEvent(event);
      },
      onExit() {
        if (stopped) return;
        onEvent({ type: 'service', up: false });
        if (performance.now() - startedAt > SOUND_MS) restartMs = FIRST_RESTART_MS;
        restartSoon();
      },
    });
  }

  function restartSoon(): void {
    setTimeout(() => {
      if (!stopped) host = start();
    }, restartMs);
    restartMs = Math.min(restartMs * 2, LAST_RESTART_MS);
  }

  return {
    async open(reader) {
      // A session lives and dies with the process that gave it: the next one may use its number again.
      const line = host;
      const opened = await line.ask({ type: 'open', reader }, OPEN_LIMIT_MS);
      if (opened.kind !== 'opened') throw new KioskError('INTERNAL');
      const { session, atr } = opened;
      return {
        atr,
        async transmit(apdu) {
          const reply = await line.ask({ type: 'transmit', session, apdu }, TRANSMIT_LIMIT_MS);
          if (reply.kind !== 'answered') throw new KioskError('INTERNAL');
          return reply.answer;
        },
        async close() {
          // A card that can't be let go is gone already, and what took it away is reported where it happened.
          await line.ask({ type: 'close', session }, TRANSMIT_LIMIT_MS).catch(() => {});
        },
      };
    },
    stop() {
      stopped = true;
      host.kill();
    },
  };
}

type HostLine = { ask(question: Question, limitMs: number): Promise<ReplyResult>; kill(): void };

/** Questions and answers with one host process, until it ends. */
function openLine(host: HostProcess, on: { onEvent(event: HostEvent): void; onExit(): void }): HostLine {
  const waiting = new Map<number, { settle(result: ReplyResult): void; fail(error: KioskError): void }>();
  let lastId = 0;
  let alive = true;

  host.onMessage((message) => {
    if (message.type !== 'reply') return on.onEvent(message);
    const question = waiting.get(message.id);
    if (message.ok) question?.settle(message.result);
    else question?.fail(pcscError(message.fault.code, message.fault.pcsc));
  });
  host.onExit(() => {
    alive = false;
    for (const question of waiting.values()) question.fail(pcscError('PCSC_STOPPED', 'HostGone'));
    on.onExit();
  });

  return {
    ask(question, limitMs) {
      if (!alive) return Promise.reject(pcscError('PCSC_STOPPED', 'HostGone'));
      const id = ++lastId;
      const answered = new Promise<ReplyResult>((settle, fail) => waiting.set(id, { settle, fail }));
      const hangs = setTimeout(host.kill, limitMs);
      host.post({ ...question, id });
      return answered.finally(() => {
        clearTimeout(hangs);
        waiting.delete(id);
      });
    },
    kill: host.kill,
  };
}

/** PC/SC's own word for what went wrong, such as `ResetCard`; empty when the error is none of its. */
export function pcscWordOf(error: KioskError): string {
  return error.cause instanceof Error && error.cause.name === 'PcscError' ? error.cause.message : '';
}

function pcscError(code: KioskError['code'], pcsc: string): KioskError {
  const cause = Object.assign(new Error(pcsc), { name: 'PcscError' });
  return new KioskError(code, {}, { cause });
}
