import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createCentreClient } from './index.ts';

type Reply = { status: number; body?: unknown; headers?: Record<string, string> };

const now = () => new Date('2026-11-22T03:00:00Z');
const totals = { devices: 1, persons: 2, tokens: 3, confirmedTokens: 4 };
const report = { device: totals, facility: totals, region: totals, asOf: '2026-11-22T03:00:00Z' };
const record = { recordId: 'ab/c', jws: 'x.y.z' };

let url: string;
let seen: {
  method?: string | undefined;
  url?: string | undefined;
  headers: IncomingMessage['headers'];
  body: string;
}[];
let reply: Reply | ((response: ServerResponse) => void);
const server = createServer(async (request, response) => {
  let body = '';
  for await (const chunk of request) body += chunk;
  seen.push({ method: request.method, url: request.url, headers: request.headers, body });
  if (typeof reply === 'function') return reply(response);
  const text = typeof reply.body === 'string' ? reply.body : JSON.stringify(reply.body ?? {});
  response.writeHead(reply.status, reply.headers).end(text);
});

beforeEach(async () => {
  seen = [];
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const client = (options: { url?: string; timeoutMs?: number } = {}) =>
  createCentreClient({
    url,
    session: {
      headers: async ({ method, url: target }) => ({ dpop: `${method} ${target}` }),
      learn: () => false,
    },
    fetch,
    now,
    ...options,
  });

describe('a call to the centre', () => {
  it('carries a proof for its own method and address, and the record as it is', async () => {
    reply = { status: 201, body: { receipt: 'r' } };
    expect(await client({ url: `${url}/base/` }).putRecord(record)).toEqual({ receipt: 'r' });
    expect(seen).toEqual([
      expect.objectContaining({ method: 'PUT', url: '/base/v1/records/ab%2Fc', body: 'x.y.z' }),
    ]);
    expect(seen[0]?.headers).toMatchObject({
      dpop: `PUT ${url}/base/v1/records/ab%2Fc`,
      'content-type': 'application/jose',
      'idempotency-key': 'ab/c',
    });
  });

  it('takes "I have it already" with a receipt as success', async () => {
    reply = { status: 409, body: { receipt: 'r' } };
    expect(await client().putRecord(record)).toEqual({ receipt: 'r' });
  });

  it('gives the answer as the contract has it', async () => {
    reply = { status: 200, body: report };
    expect(await client().deviceReport()).toEqual(report);
  });
});

describe('a call that fails', () => {
  const fails = (answer: typeof reply, error: object) => {
    reply = answer;
    return expect(client({ timeoutMs: 300 }).putRecord(record)).rejects.toMatchObject(error);
  };

  it('says what the centre says', async () => {
    const body = { error: { code: 'CLOCK_WRONG', details: { minutes: 9 } } };
    await fails({ status: 401, body }, { code: 'CLOCK_WRONG', details: { minutes: 9 } });
    await fails({ status: 403, body: { error: { code: 'DEVICE_REVOKED' } } }, { code: 'DEVICE_REVOKED' });
    await fails({ status: 500, body: { error: { code: 'INTERNAL' } } }, { code: 'INTERNAL' });
  });

  it('says busy, and until when', async () => {
    await fails(
      { status: 503, body: { error: { code: 'CENTRE_BUSY' } }, headers: { 'retry-after': '7' } },
      { code: 'CENTRE_BUSY', details: { retryAfterSeconds: 7 } },
    );
    await fails(
      { status: 429, headers: { 'retry-after': 'Sun, 22 Nov 2026 03:00:30 GMT' } },
      { code: 'CENTRE_BUSY', details: { retryAfterSeconds: 30 } },
    );
    await fails({ status: 502, body: '<html>Bad gateway</html>' }, { code: 'CENTRE_BUSY', details: {} });
  });

  it('takes no other answer for the centre: a login page, a redirect, half an answer', async () => {
    const unreachable = { code: 'CENTRE_UNREACHABLE' };
    await fails({ status: 200, body: '<html>Log in to the hospital Wi-Fi</html>' }, unreachable);
    await fails({ status: 404, body: { message: 'not here' } }, unreachable);
    await fails({ status: 302, headers: { location: `${url}/login` } }, unreachable);
    await fails((response) => {
      response.writeHead(201, { 'content-length': '500' });
      response.write('{"receipt":');
      setTimeout(() => response.destroy(), 20);
    }, unreachable);
  });

  it('does not wait for ever, and stops when it is told to', async () => {
    await fails(() => {}, { code: 'CENTRE_UNREACHABLE', cause: { name: 'TimeoutError' } });
    const giveUp = new AbortController();
    const call = client().putRecord(record, giveUp.signal);
    setTimeout(() => giveUp.abort(), 20);
    await expect(call).rejects.toMatchObject({ code: 'CENTRE_UNREACHABLE', cause: { name: 'AbortError' } });
  });

  it('says unreachable when nobody listens', async () => {
    await expect(client({ url: 'http://127.0.0.1:9' }).deviceReport()).rejects.toMatchObject({
      code: 'CENTRE_UNREACHABLE',
    });
  });
});
