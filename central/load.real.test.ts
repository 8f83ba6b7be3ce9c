import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { type ClientRequest, type IncomingMessage, request as send } from 'node:http';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { JOSE_CONTENT_TYPE, MAX_RECORD_BYTES, recordResponseSchema } from '../contract/index.ts';
import { freePort } from './free-port.ts';
import {
  createTestDevice,
  errorOf,
  startTestCentre,
  type TestCentre,
  type TestDevice,
} from './testing/index.ts';

describe('a centre process under load', () => {
  let keeper: TestCentre;
  let device: TestDevice;
  let other: TestDevice;
  beforeAll(async () => {
    keeper = await startTestCentre();
    device = await createTestDevice(keeper);
    other = await createTestDevice(keeper);
  });
  afterAll(() => keeper.stop());

  let child: ChildProcess;
  let address: string;
  let metricsAddress: string;
  afterEach(() => child.kill('SIGKILL'));

  /** `npm run central` beside the keeper, on its database and with its keys; answers for its address. */
  async function startProcess(env: Record<string, string> = {}): Promise<void> {
    const [port, metricsPort] = [String(await freePort()), String(await freePort())];
    child = spawn(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', join(import.meta.dirname, 'main.ts')],
      {
        env: {
          ...process.env,
          ...{ CENTRE_DIR: keeper.directory, DATABASE_URL: keeper.databaseUrl, CENTRE_URL: keeper.url },
          ...{ PORT: port, METRICS_PORT: metricsPort, LOG_LEVEL: 'silent' },
          ...env,
        },
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
    if (child.stdout) await once(createInterface({ input: child.stdout }), 'line');
    address = `http://127.0.0.1:${port}`;
    metricsAddress = `http://127.0.0.1:${metricsPort}/metrics`;
  }

  async function headersFor(by: TestDevice, recordId: string) {
    return {
      'content-type': JOSE_CONTENT_TYPE,
      dpop: await by.proof('PUT', `/v1/records/${recordId}`),
      authorization: `DPoP ${await by.accessToken()}`,
    };
  }

  async function put(by: TestDevice): Promise<Response> {
    const { recordId, jws } = (await by.enroll()).sealed;
    const headers = await headersFor(by, recordId);
    return fetch(`${address}/v1/records/${recordId}`, { method: 'PUT', headers, body: jws });
  }

  /** Begins a call whose body of so many bytes does not end before `finish`. */
  async function beginPut(bytes?: number) {
    const { recordId, jws } = (await device.enroll()).sealed;
    const headers = { ...(await headersFor(device, recordId)), 'content-length': bytes ?? jws.length };
    const call: ClientRequest = send(`${address}/v1/records/${recordId}`, { method: 'PUT', headers });
    call.on('error', () => {});
    const answered = once(call, 'response') as Promise<[IncomingMessage]>;
    call.write(jws.slice(0, 1000));
    return {
      finish: async () => {
        call.end(jws.slice(1000));
        const [response] = await answered;
        const body = await response.setEncoding('utf8').toArray();
        return { status: response.statusCode, body: JSON.parse(body.join('')) as unknown };
      },
      giveUp: () => {
        answered.catch(() => {});
        call.destroy();
      },
    };
  }

  const metrics = async () => (await fetch(metricsAddress)).text();
  const metric = async (name: string) =>
    Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(await metrics())?.[1] ?? 0);

  it('answers what is under way when it is told to stop, and takes nothing new', async () => {
    await startProcess();
    const call = await beginPut();
    await expect.poll(() => metric('centre_intake_bytes_in_flight')).toBeGreaterThan(0);
    child.kill('SIGTERM');
    await expect
      .poll(async () =>
        put(other)
          .then(({ status }) => status)
          .catch(() => 'closed'),
      )
      .not.toBe(201);
    const { status, body } = await call.finish();
    expect(status).toBe(201);
    expect(recordResponseSchema.parse(body).receipt).toContain('.');
    const [code] = child.exitCode === null ? await once(child, 'exit') : [child.exitCode];
    expect(code).toBe(0);
  });

  it('turns calls away while so many bytes are under way, and takes them again', async () => {
    await startProcess({ INTAKE_BYTES: String(MAX_RECORD_BYTES) });
    const call = await beginPut(MAX_RECORD_BYTES - 1000);
    await expect.poll(() => metric('centre_intake_bytes_in_flight')).toBe(MAX_RECORD_BYTES - 1000);
    const refused = await put(other);
    expect(refused.status).toBe(503);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await errorOf(refused)).code).toBe('CENTRE_BUSY');
    call.giveUp();
    await expect.poll(() => metric('centre_intake_bytes_in_flight')).toBe(0);
    expect((await put(other)).status).toBe(201);
  });

  it('turns away the device that calls too often, and only that one', async () => {
    await startProcess({ DEVICE_CALLS_PER_MINUTE: '3' });
    const statuses: number[] = [];
    // Six calls lie in two minutes at the most: one of the two gets more than three of them unless it has exactly three.
    for (let count = 0; count < 7; count += 1) {
      const answer = await put(device);
      statuses.push(answer.status);
      if (answer.status !== 429) continue;
      const seconds = Number(answer.headers.get('retry-after'));
      expect(seconds).toBeGreaterThan(0);
      expect(seconds).toBeLessThanOrEqual(60);
    }
    expect(statuses.slice(0, 3)).toEqual([201, 201, 201]);
    expect(statuses).toContain(429);
    expect((await put(other)).status).toBe(201);
  });

  it('counts its work for Prometheus, on an address that kiosks and holders do not reach', async () => {
    await startProcess();
    expect((await put(device)).status).toBe(201);
    const text = await metrics();
    expect(text).toContain('centre_records_total{outcome="new"} 1');
    expect(text).toContain('centre_record_group_size_count 1');
    expect(text).toMatch(
      /centre_http_request_seconds_count\{method="PUT",route="\/v1\/records\/:recordId",status="201"\} 1/,
    );
    expect(text).toMatch(/process_resident_memory_bytes \d+/);
    expect(text).not.toContain(device.id);
    expect((await fetch(`${address}/metrics`)).status).toBe(404);
  });
});
