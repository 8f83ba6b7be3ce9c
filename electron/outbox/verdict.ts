import { ERRORS, type ErrorCode, type ErrorReport, type Remedy } from '../../contract/index.ts';

/** What a failed delivery means for the record and for those behind it. */
export type Verdict =
  /** The centre does not take this device (any more): nothing is sent until that is put right. */
  | { kind: 'halt' }
  /** The centre is away, busy, or refuses the call whatever it carries: all records wait. */
  | { kind: 'pause' }
  /** This delivery went wrong: the record is tried again later, others before it. */
  | { kind: 'retry' }
  /** The centre has looked at the record and does not take it: a person must look. */
  | { kind: 'park'; owner: Remedy };

const HALT = new Set<ErrorCode>(['DEVICE_UNKNOWN', 'DEVICE_REVOKED']);
const PAUSE = new Set<ErrorCode>(['CENTRE_UNREACHABLE', 'CENTRE_BUSY', 'CLOCK_WRONG']);
const RETRY = new Set<ErrorCode>(['INTERNAL', 'RECEIPT_INVALID']);

/** Reasons of REQUEST_INVALID that speak of the call: proof of possession refused, or not the centre's address. */
const ABOUT_THE_CALL = new Set<unknown>(['proof', 'proof-replayed', 'not-found']);

export function judge({ code, details }: ErrorReport): Verdict {
  if (HALT.has(code)) return { kind: 'halt' };
  if (PAUSE.has(code)) return { kind: 'pause' };
  if (code === 'REQUEST_INVALID' && ABOUT_THE_CALL.has(details?.reason)) return { kind: 'pause' };
  if (RETRY.has(code)) return { kind: 'retry' };
  return { kind: 'park', owner: ERRORS[code].who };
}
