import { KioskError } from '../../contract/index.ts';
import type { CardTransport } from './transport.ts';

/** A command, and whether its last byte is the length it expects (Le). */
type Command = { bytes: Uint8Array; endsWithLe: boolean };

/** What the card said: its data and its status word; `0x9000` is the only good one. */
export type CardAnswer = { data: Uint8Array; status: number };

/** Commands to a Thai ID card, with the card's ways of answering dealt with in this one place. */
export type CardChannel = {
  /** SELECT by name; an empty AID selects the card manager. True when the card has it. */
  select(aid: Uint8Array): Promise<boolean>;
  /** One READ of at most 255 bytes; null when the card refuses. May give fewer bytes than asked. */
  readOnce(block: Block, offset: number, length: number): Promise<Uint8Array | null>;
  /** As many READs as `length` bytes take; null when the card refuses. */
  read(block: Block, offset: number, length: number): Promise<Uint8Array | null>;
  /** GET DATA; null when the card refuses. */
  getData(tag: number, length: number): Promise<Uint8Array | null>;
};

/** The instruction that reads each block of an applet's memory. */
export type Block = 0xb0 | 0xb1;
export const BLOCK_0: Block = 0xb0;
export const BLOCK_1: Block = 0xb1;

/** The most a card hands out in one READ. */
export const MAX_READ_BYTES = 255;

const OK = 0x9000;
/** A card that wants more rounds for one answer is broken: real ones need one, or two when a length was wrong. */
const MAX_ROUNDS = 8;

/** @param atr the card's answer to reset; it tells which form of GET RESPONSE the card takes. */
export function createCardChannel(transport: CardTransport, atr: Uint8Array): CardChannel {
  let getResponseP2 = atr[0] === 0x3b && atr[1] === 0x67 ? 1 : 0;

  async function transmit(bytes: Uint8Array): Promise<CardAnswer> {
    const answer = await transport.transmit(bytes);
    // Some drivers call a card that was pulled out in the middle a card with nothing to say.
    if (answer.length < 2) throw new KioskError('CARD_REMOVED');
    const status = ((answer.at(-2) ?? 0) << 8) | (answer.at(-1) ?? 0);
    return { data: answer.subarray(0, -2), status };
  }

  /** Sends a command; where the card says it wants another Le (`6C xx`), sends it again with that. */
  async function send(command: Command): Promise<CardAnswer> {
    const answer = await transmit(command.bytes);
    if (answer.status >> 8 !== 0x6c) return answer;
    return transmit(withLe(command, answer.status & 0xff));
  }

  /** GET RESPONSE in the form the ATR suggests, then in the other one. */
  async function fetchWaiting(length: number): Promise<CardAnswer> {
    const answer = await send(getResponse(getResponseP2, length));
    if (isGood(answer)) return answer;
    getResponseP2 = 1 - getResponseP2;
    return send(getResponse(getResponseP2, length));
  }

  /** Sends a command and fetches its whole answer (`61 xx`), however many pieces it comes in. */
  async function exchange(command: Command): Promise<CardAnswer> {
    const pieces: Uint8Array[] = [];
    let answer = await send(command);
    let sentAgain = false;
    for (let round = 0; round < MAX_ROUNDS; round++) {
      pieces.push(answer.data);
      if (answer.status >> 8 !== 0x61) return { data: concat(pieces), status: answer.status };
      answer = await fetchWaiting(answer.status & 0xff);
      if (!isGood(answer) && !sentAgain) {
        // The card dropped the answer when the first form did not please it; by now the other one is chosen.
        sentAgain = true;
        pieces.length = 0;
        answer = await send(command);
      }
    }
    throw invalid('an answer without an end');
  }

  async function readOnce(block: Block, offset: number, length: number): Promise<Uint8Array | null> {
    const answer = await exchange({
      bytes: Uint8Array.of(0x80, block, offset >> 8, offset & 0xff, 0x02, 0x00, length),
      endsWithLe: true,
    });
    if (answer.status !== OK) return null;
    if (answer.data.length > length) throw invalid('more bytes than asked for');
    return answer.data;
  }

  async function read(block: Block, offset: number, length: number): Promise<Uint8Array | null> {
    const bytes = new Uint8Array(length);
    const maxReads = MAX_ROUNDS * Math.ceil(length / MAX_READ_BYTES);
    let got = 0;
    for (let reads = 0; got < length; reads++) {
      if (reads === maxReads) throw invalid('its memory in crumbs');
      const piece = await readOnce(block, offset + got, Math.min(MAX_READ_BYTES, length - got));
      if (piece === null || piece.length === 0) return null;
      bytes.set(piece, got);
      got += piece.length;
    }
    return bytes;
  }

  return {
    async select(aid) {
      const header = Uint8Array.of(0x00, 0xa4, 0x04, 0x00);
      const bytes = aid.length === 0 ? header : Uint8Array.of(...header, aid.length, ...aid);
      const answer = await send({ bytes, endsWithLe: false });
      // What the card would tell about the applet is of no use: it is not fetched.
      return isGood(answer);
    },
    readOnce,
    read,
    async getData(tag, length) {
      const bytes = Uint8Array.of(0x80, 0xca, tag >> 8, tag & 0xff, length);
      const answer = await exchange({ bytes, endsWithLe: true });
      return answer.status === OK ? answer.data : null;
    },
  };
}

function getResponse(p2: number, length: number): Command {
  return { bytes: Uint8Array.of(0x00, 0xc0, 0x00, p2, length), endsWithLe: true };
}

function withLe(command: Command, le: number): Uint8Array {
  const kept = command.endsWithLe ? command.bytes.subarray(0, -1) : command.bytes;
  return Uint8Array.of(...kept, le);
}

function isGood(answer: CardAnswer): boolean {
  return answer.status === OK || answer.status >> 8 === 0x61;
}

function concat(pieces: readonly Uint8Array[]): Uint8Array {
  const [only] = pieces;
  if (only && pieces.length === 1) return only;
  const whole = new Uint8Array(pieces.reduce((length, piece) => length + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

function invalid(what: string): KioskError {
  return new KioskError('CARD_DATA_INVALID', {}, { cause: new Error(`The card gave ${what}.`) });
}
