import { setTimeout as sleep } from 'node:timers/promises';
import type { z } from 'zod';
import {
  type AuditReport,
  type AuditReportResponse,
  CENTRAL_ROUTES,
  type Days,
  type DeviceReport,
  type ErrorReport,
  type FacilityReport,
  JOSE_CONTENT_TYPE,
  JOSE_LINES_CONTENT_TYPE,
  KioskError,
  type PublishedCentreKeys,
  type RecordResponse,
  type RegisterDeviceRequest,
  type RegisterDeviceResponse,
  type SealedRecord,
  type TokenChanges,
} from '../../contract/index.ts';
import { errorOf, parseJson } from './answer.ts';
import type { Session } from './device-session.ts';
import { createPace, streamLines } from './upload.ts';

export type CentreClient = {
  registerDevice(request: RegisterDeviceRequest): Promise<RegisterDeviceResponse>;
  /** Delivers a record. "I have it already" is success, too. `signal` gives up early. */
  putRecord(sealed: Pick<SealedRecord, 'recordId' | 'jws'>, signal?: AbortSignal): Promise<RecordResponse>;
  /** Delivers records in one call; one answer for each, in their order. */
  putRecords(
    records: readonly Pick<SealedRecord, 'recordId' | 'jws'>[],
    signal?: AbortSignal,
  ): Promise<({ receipt: string } | { error: ErrorReport })[]>;
  /** @param days null for all time */
  deviceReport(days?: Days | null): Promise<DeviceReport>;
  /** The facility's devices and operators; null for all time. */
  facilityReport(days: Days | null): Promise<FacilityReport>;
  /** What has become of this device's tokens since the answer that brought `cursor`. */
  tokenChanges(cursor: string | null): Promise<TokenChanges>;
  /** Takes a person off the facility's call-back list, whoever closed it first. */
  settleCallBack(tokenId: string): Promise<void>;
  /** Says how the audit log stands. */
  auditReport(report: AuditReport): Promise<AuditReportResponse>;
  centreKeys(): Promise<PublishedCentreKeys>;
  /** Changes the device's key; `proof` is by the new one. */
  changeKey(proof: string): Promise<void>;
};

type Options = {
  /** The centre's address; a path in it is kept. */
  url: string;
  session: Session;
  fetch: typeof fetch;
  now: () => Date;
  /** What records may take of the line; all that it gives when left out or null. */
  bytesPerSecond?: number | null;
  /** Time for an answer to a request without a body worth mentioning. */
  timeoutMs?: number;
};

type Attempt<Answer> = { answer: Answer; error: null } | { error: KioskError; mayRepeat: boolean };

type Call<Schema extends z.ZodType> = {
  method: string;
  path: string;
  answer: Schema;
  /** A status beside 2xx that is a success. */
  alsoSuccess?: number;
  headers?: Record<string, string>;
  /** True for the one call that needs no access token. */
  open?: boolean;
  /** Text, or lines that are sent as a stream. */
  body?: string | readonly string[];
  signal?: AbortSignal | undefined;
};

/** The slowest line that a body is given time for: 64 kbit/s. */
const SLOWEST_BYTES_PER_MS = 8;

/**
 * The one HTTP client of the centre. Every call carries the device's session; every answer is checked against the contract.
 * All of them throw KioskError: CENTRE_UNREACHABLE (no answer, or none of the centre's), CENTRE_BUSY
 * `{retryAfterSeconds}`, else the code that the centre gives.
 */
export function createCentreClient(options: Options): CentreClient {
  const { url, session, fetch, now, timeoutMs = 10_000, bytesPerSecond = null } = options;
  const pace = createPace(bytesPerSecond, () => performance.now(), sleep);

  async function call<Schema extends z.ZodType>(request: Call<Schema>): Promise<z.infer<Schema>> {
    const first = await attempt(request);
    const last = first.error !== null && first.mayRepeat ? await attempt(request) : first;
    if (last.error !== null) throw last.error;
    return last.answer;
  }

  async function attempt<Schema extends z.ZodType>(request: Call<Schema>): Promise<Attempt<z.infer<Schema>>> {
    const { response, body } = await exchange(request);
    if (response.ok || response.status === request.alsoSuccess) {
      const answer = request.answer.safeParse(body);
      session.learn(response, null);
      if (answer.success) return { answer: answer.data, error: null };
    }
    const error = errorOf(response, body, now());
    return { error, mayRepeat: session.learn(response, error) };
  }

  async function exchange<Schema extends z.ZodType>(request: Call<Schema>) {
    const { method, path, headers, body, signal } = request;
    const target = url.replace(/\/+$/, '') + path;
    const own = await session.headers({
      method,
      url: target.split('?')[0] ?? target,
      open: request.open ?? false,
    });
    const timeout = AbortSignal.timeout(timeoutMs + Math.ceil(lettersOf(body) / SLOWEST_BYTES_PER_MS));
    try {
      const response = await fetch(target, {
        method,
        headers: { ...headers, ...own, accept: 'application/json' },
        // The centre redirects nobody; a network's login page does.
        redirect: 'error',
        signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
        ...(typeof body === 'string' && { body }),
        ...(Array.isArray(body) && { body: streamLines(body, pace), duplex: 'half' }),
      });
      return { response, body: parseJson(await response.text()) };
    } catch (cause) {
      throw new KioskError('CENTRE_UNREACHABLE', {}, { cause });
    }
  }

  const putRecord: CentreClient['putRecord'] = ({ recordId, jws }, signal) => {
    const { method, path, response } = CENTRAL_ROUTES.putRecord;
    return call({
      method,
      path: path.replace(':recordId', encodeURIComponent(recordId)),
      answer: response,
      alsoSuccess: 409,
      headers: { 'content-type': JOSE_CONTENT_TYPE, 'idempotency-key': recordId },
      body: [jws],
      signal,
    });
  };

  return {
    registerDevice: (request) => {
      const { method, path, response } = CENTRAL_ROUTES.registerDevice;
      return call({
        method,
        path,
        open: true,
        answer: response,
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(request),
      });
    },
    putRecord,
    putRecords: async (records, signal) => {
      const [only] = records;
      if (only && records.length === 1) return [await putRecord(only, signal)];
      const { method, path, response } = CENTRAL_ROUTES.putRecords;
      const { answers } = await call({
        method,
        path,
        answer: response,
        headers: { 'content-type': JOSE_LINES_CONTENT_TYPE },
        body: records.map(({ jws }) => jws),
        signal,
      });
      return answers;
    },
    deviceReport: (days = null) => {
      const { method, path, response } = CENTRAL_ROUTES.deviceReport;
      return call({ method, path: path + inDays(days), answer: response });
    },
    facilityReport: (days) => {
      const { method, path, response } = CENTRAL_ROUTES.ownFacility;
      return call({ method, path: path + inDays(days), answer: response });
    },
    tokenChanges: (cursor) => {
      const { method, path, response } = CENTRAL_ROUTES.tokenChanges;
      const query = cursor === null ? '' : `?${new URLSearchParams({ cursor })}`;
      return call({ method, path: path + query, answer: response });
    },
    settleCallBack: async (tokenId) => {
      const { method, path, response } = CENTRAL_ROUTES.settleCallBack;
      await call({ method, path: path.replace(':tokenId', encodeURIComponent(tokenId)), answer: response });
    },
    auditReport: (report) => {
      const { method, path, response } = CENTRAL_ROUTES.auditReport;
      return call({
        method,
        path,
        answer: response,
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(report),
      });
    },
    centreKeys: () => {
      const { method, path, response } = CENTRAL_ROUTES.keys;
      return call({ method, path, open: true, answer: response });
    },
    changeKey: async (proof) => {
      const { method, path, response } = CENTRAL_ROUTES.newDeviceKey;
      await call({
        method,
        path,
        answer: response,
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ proof }),
      });
    },
  };
}

const inDays = (days: Days | null): string => (days === null ? '' : `?${new URLSearchParams(days)}`);

const lettersOf = (body: Call<z.ZodType>['body'] = ''): number =>
  typeof body === 'string' ? body.length : body.reduce((sum, line) => sum + line.length + 1, 0);
