import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { CENTRAL_ROUTES } from '../contract/index.ts';
import { createCentre } from './app.ts';
import { openDatabase } from './database/index.ts';
import { freePort } from './free-port.ts';
import {
  citizenId,
  createTestDevice,
  createTestHolder,
  errorOf,
  startTestCentre,
  type TestCentre,
} from './testing/index.ts';

const contentSchema = z.record(z.string(), z.record(z.string(), z.unknown()));
const operationSchema = z.object({
  requestBody: z.object({ content: contentSchema }).optional(),
  responses: z.record(z.string(), z.object({ content: contentSchema.optional() })),
});

describe('the centre', () => {
  let centre: TestCentre;
  const logged: string[] = [];
  beforeAll(async () => {
    centre = await startTestCentre({ level: 'trace', stream: { write: (line) => logged.push(line) } });
  });
  afterAll(() => centre.stop());

  it('describes every route of the contract in its OpenAPI document, with examples', async () => {
    const document = z
      .object({ openapi: z.string(), paths: z.record(z.string(), z.record(z.string(), z.unknown())) })
      .parse(await (await fetch(`${centre.url}/openapi.json`)).json());
    for (const { method, path } of Object.values(CENTRAL_ROUTES)) {
      const described = document.paths[path.replace(/:(\w+)/g, '{$1}')];
      expect(Object.keys(described ?? {}), path).toContain(method.toLowerCase());
      const { requestBody, responses } = operationSchema.parse(described?.[method.toLowerCase()]);
      const success = Object.entries(responses).filter(([status]) => status.startsWith('2'));
      const contents = [requestBody?.content, ...success.map(([, { content }]) => content)];
      for (const media of contents.flatMap((content) => Object.values(content ?? {})))
        expect(media, path).toHaveProperty('example');
      expect(success.length, path).toBeGreaterThan(0);
    }
  });

  it('logs neither the citizen nor the peer', async () => {
    const cid = citizenId(31);
    const device = await createTestDevice(centre);
    const good = await device.enrollAndSend({ cid });
    const holder = await createTestHolder(centre);
    await holder.claim(good);
    const { record } = await device.enroll({ cid });
    const broken = await device.seal(record.recordId, { ...record, evidence: { probe: cid } });
    expect((await device.put(record.recordId, broken.jws)).status).toBe(422);

    const log = logged.join('');
    expect(log).toContain(good.sealed.recordId);
    for (const secret of [cid, record.identity.nameTh.first, '482913', good.tokenJws, '"remoteAddress"']) {
      expect(log).not.toContain(secret);
    }
  });

  it('answers an unknown address and a broken body in the catalogue’s words', async () => {
    const unknown = await fetch(`${centre.url}/v1/nothing`);
    expect(unknown.status).toBe(404);
    expect(await errorOf(unknown)).toEqual({ code: 'REQUEST_INVALID', details: { reason: 'not-found' } });
    const broken = await fetch(`${centre.url}/v1/presentations`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"presentation":',
    });
    expect(broken.status).toBe(400);
    expect((await errorOf(broken)).code).toBe('REQUEST_INVALID');
  });

  it('turns away who guesses too often', async () => {
    const guesser = await createTestHolder(centre);
    const attempt = () => guesser.askAccess({ tokenJws: 'x' }, '000000');
    centre.moveClock(60_000);
    const statuses: number[] = [];
    for (let count = 0; count < 130; count += 1) statuses.push((await attempt()).status);
    expect(statuses.slice(0, 120).every((status) => status === 400)).toBe(true);
    expect(statuses.slice(120).every((status) => status === 429)).toBe(true);
    centre.moveClock(60_000);
    expect((await attempt()).status).toBe(400);
    centre.moveClock(-120_000);
  });

  it('gives the same answers from a second process on the same database', async () => {
    const device = await createTestDevice(centre);
    const { sealed } = await device.enroll();
    const { url, keys, now, reports } = centre;
    const db = openDatabase(centre.databaseUrl);
    const second = await createCentre({ db, reports, keys, url, now });
    const putThere = async () =>
      second.inject({
        method: 'PUT',
        url: `/v1/records/${sealed.recordId}`,
        headers: {
          'content-type': 'application/jose',
          dpop: await device.proof('PUT', `/v1/records/${sealed.recordId}`),
          authorization: `DPoP ${await device.accessToken()}`,
        },
        payload: sealed.jws,
      });
    const [here, there] = await Promise.all([device.put(sealed.recordId, sealed.jws), putThere()]);
    expect([here.status, there.statusCode].sort()).toEqual([201, 409]);

    const dpop = await device.proof('GET', '/v1/devices/me/report');
    expect((await device.call('GET', '/v1/devices/me/report', { dpop })).status).toBe(200);
    const replayed = await second.inject({
      url: '/v1/devices/me/report',
      headers: { dpop, authorization: `DPoP ${await device.accessToken()}` },
    });
    expect(replayed.statusCode).toBe(401);
    await second.close();
    await db.destroy();
  });
});

describe('the pages', () => {
  let centre: TestCentre;
  beforeAll(async () => {
    centre = await startTestCentre();
  });
  afterAll(() => centre.stop());

  it.each(['/report', '/wallet', '/verify'])(
    '%s comes with all it refers to, and lets in nothing else',
    async (path) => {
      const seen = new Set<string>();
      const visit = async (url: string): Promise<void> => {
        if (seen.has(url)) return;
        seen.add(url);
        const response = await fetch(url);
        expect(response.status, url).toBe(200);
        expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
        const text = await response.text();
        const references = [...text.matchAll(/(?:src|href|url\(|from )[=(]?["']([^"']+)["']/g)];
        for (const [, reference = ''] of references) {
          // What a bundle's script puts together is no reference.
          if (/^[\w./:-]+$/.test(reference)) await visit(new URL(reference, url).href);
        }
      };
      await visit(centre.url + path);
      expect([...seen].some((url) => url.endsWith('.woff2'))).toBe(true);
      expect([...seen].some((url) => /\.(ts|js)$/.test(url))).toBe(true);
    },
  );

  it('are not sent again when they have not changed', async () => {
    const first = await fetch(`${centre.url}/wallet`);
    expect(await first.clone().text()).toContain(`content="${centre.url}"`);
    const etag = first.headers.get('etag') ?? '';
    expect((await fetch(`${centre.url}/wallet`, { headers: { 'if-none-match': etag } })).status).toBe(304);
  });
});

describe('npm run central', () => {
  it('says when it is ready, and at SIGTERM stops with its database', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'centre-'));
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const env = { ...process.env, CENTRE_DIR: directory, PORT: String(port), LOG_LEVEL: 'silent' };
    const child = spawn(process.execPath, [join(import.meta.dirname, 'main.ts'), '--json'], {
      env,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const lines: string[] = [];
    for await (const line of createInterface({ input: child.stdout })) {
      lines.push(line);
      if (lines.length < 2) continue;
      expect((await fetch(`${url}/healthz`)).status).toBe(200);
      child.kill('SIGTERM');
    }
    const [code] = child.exitCode === null ? await once(child, 'exit') : [child.exitCode];
    expect(code).toBe(0);
    expect(lines[0]).toBe(`centre ready at ${url}`);
    expect(JSON.parse(lines[1] ?? '')).toMatchObject({ ready: true, url });
    await expect(fetch(`${url}/healthz`)).rejects.toThrow();
    expect(existsSync(join(directory, 'postgres/data/postmaster.pid'))).toBe(false);
    await rm(directory, { recursive: true });
  });
});
