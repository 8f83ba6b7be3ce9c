import { randomBytes } from 'node:crypto';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDevice, errorOf, startTestCentre, type TestCentre } from '../testing/index.ts';
import { startEmbeddedPostgres } from './embedded-postgres.ts';
import { migrate } from './migrate.ts';
import { openDatabase } from './open-database.ts';

describe('the embedded PostgreSQL', () => {
  let centre: TestCentre;
  let folder: string;
  beforeAll(async () => {
    centre = await startTestCentre();
    folder = join(centre.directory, 'postgres');
  });
  afterAll(() => centre.stop());

  const postmasterPid = async () =>
    Number((await readFile(join(folder, 'data/postmaster.pid'), 'utf8')).split('\n')[0]);
  const startAgain = () => startEmbeddedPostgres({ directory: folder, random: randomBytes });

  it('is version 18, on the loopback alone, with its password in a file for its owner only', async () => {
    const { rows } = await sql<{ version: string; addresses: string }>`
      select current_setting('server_version') as version, current_setting('listen_addresses') as addresses
    `.execute(centre.db);
    expect(rows[0]?.version).toMatch(/^18\./);
    expect(rows[0]?.addresses).toBe('127.0.0.1');
    expect((await stat(join(folder, 'server.json'))).mode & 0o077).toBe(0);
  });

  it('comes back after kill -9, and the centre with it: 503 meanwhile, nothing lost', async () => {
    const device = await createTestDevice(centre);
    const sent = await device.enrollAndSend();
    const waiting = await device.enroll();
    process.kill(await postmasterPid(), 'SIGKILL');

    await expect.poll(async () => (await fetch(`${centre.url}/healthz`)).status).toBe(503);
    const away = await device.put(waiting.sealed.recordId, waiting.sealed.jws);
    expect(away.status).toBe(503);
    expect(Number(away.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await errorOf(away)).code).toBe('CENTRE_BUSY');

    await startAgain();
    expect((await fetch(`${centre.url}/healthz`)).status).toBe(200);
    expect((await device.put(waiting.sealed.recordId, waiting.sealed.jws)).status).toBe(201);
    expect((await device.put(sent.sealed.recordId, sent.sealed.jws)).status).toBe(409);
  });

  it('starts although a leftover pid file names some other program', async () => {
    const pidFile = await readFile(join(folder, 'data/postmaster.pid'), 'utf8');
    process.kill(await postmasterPid(), 'SIGKILL');
    await expect.poll(async () => (await fetch(`${centre.url}/healthz`)).status).toBe(503);
    await writeFile(join(folder, 'data/postmaster.pid'), pidFile.replace(/^\d+/, String(process.pid)));
    await startAgain();
    expect((await fetch(`${centre.url}/healthz`)).status).toBe(200);
  });

  it('is joined, not started twice, by a second caller', async () => {
    const pid = await postmasterPid();
    const joined = await startAgain();
    expect(await postmasterPid()).toBe(pid);
    const db = openDatabase(joined.url);
    const { rows } = await sql<{ one: number }>`select 1 as one`.execute(db);
    await db.destroy();
    expect(rows).toEqual([{ one: 1 }]);
  });

  it('takes the migrations of several processes at once', async () => {
    await sql`create database fresh`.execute(centre.db);
    const { password, port } = JSON.parse(await readFile(join(folder, 'server.json'), 'utf8'));
    const url = `postgres://centre:${password}@127.0.0.1:${port}/fresh`;
    const databases = [1, 2, 3].map(() => openDatabase(url));
    await Promise.all(databases.map((db) => migrate(db)));
    const found = await Promise.all(databases.map((db) => db.selectFrom('records').selectAll().execute()));
    await Promise.all(databases.map((db) => db.destroy()));
    expect(found).toEqual([[], [], []]);
  });
});
