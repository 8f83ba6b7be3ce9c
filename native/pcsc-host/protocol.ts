import type { ErrorCode } from '../../contract/index.ts';

/**
 * What the PC/SC host and the program that started it say to each other. The host knows readers, cards and
 * bytes; it never knows whose card it is. Messages pass through structured clone in Electron's utility
 * process as in Node's child process, so bytes travel as they are.
 */

/** A question to the host; it answers each with a reply of the same id. */
export type HostRequest =
  /** Connects to the card in a reader, shared, and holds off other programs until `close`. */
  | { type: 'open'; id: number; reader: string }
  | { type: 'transmit'; id: number; session: number; apdu: Uint8Array }
  /** Lets the card go as it is: the next program reads it without a new insertion. */
  | { type: 'close'; id: number; session: number };

export type HostReply =
  | { type: 'reply'; id: number; ok: true; result: ReplyResult }
  | { type: 'reply'; id: number; ok: false; fault: PcscFault };

export type ReplyResult =
  | { kind: 'opened'; session: number; atr: Uint8Array }
  | { kind: 'answered'; answer: Uint8Array }
  | { kind: 'closed' };

export type HostMessage =
  | HostReply
  /** The system's smart-card service answers, or does not. */
  | { type: 'service'; up: boolean }
  | { type: 'reader'; reader: ReaderStatus }
  | { type: 'reader-gone'; name: string };

export type ReaderStatus = {
  name: string;
  /** A card is in. */
  present: boolean;
  /** The card that is in does not answer. */
  mute: boolean;
  /** Counts insertions and removals, so that a quick swap shows. */
  changes: number;
};

/** Why a request failed: the catalogue's code, and PC/SC's own word for it. */
export type PcscFault = { code: ErrorCode; pcsc: string };

/** The host as its parent sees it, whatever kind of process it is. */
export type HostProcess = {
  post(message: HostRequest): void;
  onMessage(listener: (message: HostMessage) => void): void;
  onExit(listener: () => void): void;
  kill(): void;
};

/** Starts a host: Electron's `utilityProcess.fork` in the kiosk, `spawnNodeHost` elsewhere. */
export type SpawnHost = () => HostProcess;
