import type { CardMemory } from './card-memory.ts';

/** The chip's command interpreter: a command goes in, the bytes of the answer come out. */
export type CardApplet = {
  respond(apdu: Uint8Array): Uint8Array;
  /** Power-up: forgets what was selected and what waits to be fetched. */
  reset(): void;
};

type Selected = 'none' | 'identity' | 'health' | 'manager';

const IDENTITY_AID = 'a000000054480001';
const HEALTH_AID = 'a000000054480083';

const OK = 0x9000;
const WRONG_LENGTH = 0x6700;
const NOTHING_WAITS = 0x6985;
const NOT_FOUND = 0x6a82;
const WRONG_PARAMETERS = 0x6a86;
const WRONG_OFFSET = 0x6b00;
const UNKNOWN_INSTRUCTION = 0x6d00;
const UNKNOWN_CLASS = 0x6e00;

/**
 * A Thai ID card as a terminal sees it under T=0 (ISO/IEC 7816-3 and -4): commands that carry data answer
 * `61 xx`, GET RESPONSE fetches; a wrong Le answers `6C xx`. Cards of the `3B 67` family take GET RESPONSE
 * only with P2 = 1, all others only with P2 = 0.
 */
export function createCardApplet(memory: CardMemory, atr: Uint8Array): CardApplet {
  const getResponseP2 = atr[0] === 0x3b && atr[1] === 0x67 ? 1 : 0;
  let selected: Selected = 'none';
  let waiting = new Uint8Array(0);

  function respond(apdu: Uint8Array): Uint8Array {
    const [cla, ins, p1 = 0, p2 = 0] = apdu;
    if (apdu.length < 4) return answer(WRONG_LENGTH);
    const body = apdu.subarray(4);
    if (cla === 0x00 && ins === 0xc0) return getResponse(p1, p2, body);
    // Any other command drops what was not fetched.
    waiting = new Uint8Array(0);
    if (cla === 0x00 && ins === 0xa4) return select(p1, p2, body);
    if (cla === 0x80 && ins === 0xca) return getData(p1, p2, body);
    if (cla === 0x80 && (ins === 0xb0 || ins === 0xb1)) return read(ins, (p1 << 8) | p2, body);
    return answer(cla === 0x00 || cla === 0x80 ? UNKNOWN_INSTRUCTION : UNKNOWN_CLASS);
  }

  function select(p1: number, p2: number, body: Uint8Array): Uint8Array {
    if (p1 !== 0x04 || p2 !== 0x00) return answer(WRONG_PARAMETERS);
    const aidLength = body[0] ?? 0;
    if (body.length > 0 && body.length !== 1 + aidLength) return answer(WRONG_LENGTH);
    const aid = Buffer.from(body.subarray(1)).toString('hex');
    if (aid === '') selected = 'manager';
    else if (aid === IDENTITY_AID) selected = 'identity';
    else if (aid === HEALTH_AID && memory.health) selected = 'health';
    else return answer(NOT_FOUND);
    return hold(Uint8Array.of(0x6f, 2 + aidLength, 0x84, aidLength, ...body.subarray(1)));
  }

  function read(ins: number, offset: number, body: Uint8Array): Uint8Array {
    const file = fileFor(ins);
    if (!file) return answer(selected === 'none' ? NOT_FOUND : UNKNOWN_INSTRUCTION);
    if (body.length !== 3 || body[0] !== 2) return answer(WRONG_LENGTH);
    const length = ((body[1] ?? 0) << 8) | (body[2] ?? 0);
    if (length === 0 || offset >= file.length) return answer(WRONG_OFFSET);
    return hold(file.slice(offset, offset + length));
  }

  function fileFor(ins: number): Uint8Array | null {
    if (selected === 'identity') return ins === 0xb0 ? memory.block0 : memory.block1;
    return selected === 'health' && ins === 0xb0 ? memory.health : null;
  }

  function getData(p1: number, p2: number, body: Uint8Array): Uint8Array {
    if (selected !== 'manager' || p1 !== 0x9f || p2 !== 0x7f) return answer(WRONG_PARAMETERS);
    const data = memory.productionData;
    if (body[0] !== data.length) return answer(0x6c00 | data.length);
    return answer(OK, data);
  }

  function getResponse(p1: number, p2: number, body: Uint8Array): Uint8Array {
    if (p1 !== 0 || p2 !== getResponseP2) return answer(WRONG_PARAMETERS);
    if (waiting.length === 0) return answer(NOTHING_WAITS);
    const asked = body[0] || 256;
    if (asked > waiting.length) return answer(0x6c00 | waiting.length);
    const data = waiting.subarray(0, asked);
    waiting = waiting.slice(asked);
    return answer(waiting.length > 0 ? 0x6100 | Math.min(waiting.length, 0xff) : OK, data);
  }

  function hold(data: Uint8Array<ArrayBuffer>): Uint8Array {
    waiting = data;
    return answer(0x6100 | (data.length > 0xff ? 0 : data.length));
  }

  return {
    respond,
    reset() {
      selected = 'none';
      waiting = new Uint8Array(0);
    },
  };
}

function answer(status: number, data: Uint8Array = new Uint8Array(0)): Uint8Array {
  return Uint8Array.of(...data, status >> 8, status & 0xff);
}
