import type { z } from 'zod';
import {
  CENTRAL_ROUTES,
  type DeviceReport,
  JOSE_CONTENT_TYPE,
  KioskError,
  type RecordResponse,
  type RegisterDeviceRequest,
  type RegisterDeviceResponse,
  type SealedRecord,
} from '../../contract/index.ts';
import { errorOf } from './answer.ts';

export type CentreClient = {
  registerDevice(request: RegisterDeviceRequest): Promise<RegisterDeviceResponse>;
  /** Delivers a record. "I have it already" is success, too. `signal` gives up early. */
  putRecord(sealed: Pick<SealedRecord, 'recordId' | 'jws'>, signal?: AbortSignal): Promise<RecordResponse>;
  deviceReport(): Promise<DeviceReport>;
};

type Options = {
  /** The centre's address; a path in it is kept. */
  url: string;
  /** Makes the DPoP proof of one request (RFC 9449). */
  sign: (method: string, url: string) => Promise<string>;
  fetch: typeof fetch;
  now: () => Date;
  /** Time for an answer to a request without a body worth mentioning. */
  timeoutMs?: number;
};

type Call<Schema extends z.ZodType> = {
  method: string;
  path: string;
  answer: Schema;
  /** A status beside 2xx that is a success. */
  alsoSuccess?: number;
  headers?: Record<string, string>;
  body?: string;
  signal?: AbortSignal | undefined;
};

/** The slowest line that a body is given time for: 64 kbit/s. */
const SLOWEST_BYTES_PER_MS = 8;

/**
 * The one HTTP client of the centre. Every call carries a DPoP proof; every answer is checked against the contract.
 * All of them throw KioskError: CENTRE_UNREACHABLE (no answer, or none of the centre's), CENTRE_BUSY
 * `{retryAfterSeconds}`, else the code that the centre gives.
 */
export function createCentreClient({ url, sign, fetch, now, timeoutMs = 10_000 }: Options): CentreClient {
  async function call<Schema extends z.ZodType>(request: Call<Schema>): Promise<z.infer<Schema>> {
    const { response, body } = await exchange(request);
    if (response.ok || response.status === request.alsoSuccess) {
      const answer = request.answer.safeParse(body);
      if (answer.success) return answer.data;
    }
    throw errorOf(response, body, now());
  }

  async function exchange<Schema extends z.ZodType>(request: Call<Schema>) {
    const { method, path, headers, body, signal } = request;
    const target = url.replace(/\/+$/, '') + path;
    const dpop = await sign(method, target);
    const timeout = AbortSignal.timeout(timeoutMs + Math.ceil((body?.length ?? 0) / SLOWEST_BYTES_PER_MS));
    try {
      const response = await fetch(target, {
        method,
        headers: { ...headers, accept: 'application/json', dpop },
        // The centre redirects nobody; a network's login page does.
        redirect: 'error',
        signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
        ...(body !== undefined && { body }),
      });
      return { response, body: parseJson(await response.text()) };
    } catch (cause) {
      throw new KioskError('CENTRE_UNREACHABLE', {}, { cause });
    }
  }

  return {
    registerDevice: (request) => {
      const { method, path, response } = CENTRAL_ROUTES.registerDevice;
      return call({
        method,
        path,
        answer: response,
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(request),
      });
    },
    putRecord: ({ recordId, jws }, signal) => {
      const { method, path, response } = CENTRAL_ROUTES.putRecord;
      return call({
        method,
        path: path.replace(':recordId', encodeURIComponent(recordId)),
        answer: response,
        alsoSuccess: 409,
        headers: { 'content-type': JOSE_CONTENT_TYPE, 'idempotency-key': recordId },
        body: jws,
        signal,
      });
    },
    deviceReport: () => {
      const { method, path, response } = CENTRAL_ROUTES.deviceReport;
      return call({ method, path, answer: response });
    },
  };
}

/** Undefined for what is not JSON: no schema takes it. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
