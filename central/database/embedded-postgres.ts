import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { z } from 'zod';
import { freePort, isFreePort } from '../free-port.ts';
import { makePostgresData, POSTGRES_USER } from './postgres-data.ts';
import { answerFor, answersFor } from './postgres-owner.ts';
import { findPostgres, type PostgresPrograms } from './postgres-program.ts';

export type EmbeddedPostgres = {
  /** Connection string of the database `centre`. */
  url: string;
  /** Stops the server if this process is the one that answers for it. */
  stop: () => Promise<void>;
};

const DATABASE = 'centre';
const START_TIMEOUT_MS = 20_000;
const RETRY_MS = 200;

/** How to reach the server: kept beside the data, mode 0600. */
const serverSchema = z.object({ password: z.string(), port: z.number().int() });
type Server = z.infer<typeof serverSchema>;

/**
 * Starts PostgreSQL on 127.0.0.1 with its data in `directory`, for demonstration, training and tests. The
 * first start makes the data. A server that already runs there is used; one that was killed is cleaned up after.
 *
 * @param settings further settings of the server, `name=value`.
 */
export async function startEmbeddedPostgres(options: {
  directory: string;
  random: (size: number) => Uint8Array;
  settings?: string[];
}): Promise<EmbeddedPostgres> {
  const { random, settings = [] } = options;
  const directory = resolve(options.directory);
  await mkdir(directory, { recursive: true });
  const programs = await findPostgres(join(directory, 'data'));
  await programs.giveFolder(directory);
  const server = await loadServer(directory, random);
  await makePostgresData(programs, directory, server.password);
  const running = await startOrJoin(programs, directory, server, settings);
  await createDatabase(running);
  await answerFor(directory);
  return {
    url: urlOf(running, DATABASE),
    stop: async () => {
      if (!(await answersFor(directory))) return;
      await programs.pgCtl(['stop', '--pgdata', join(directory, 'data'), '--mode', 'fast', '--wait']);
    },
  };
}

const urlOf = ({ password, port }: Server, database: string): string =>
  `postgres://${POSTGRES_USER}:${password}@127.0.0.1:${port}/${database}`;

async function loadServer(directory: string, random: (size: number) => Uint8Array): Promise<Server> {
  const file = join(directory, 'server.json');
  if (existsSync(file)) return serverSchema.parse(JSON.parse(await readFile(file, 'utf8')));
  const server = { password: Buffer.from(random(24)).toString('base64url'), port: await freePort() };
  await saveServer(directory, server);
  return server;
}

async function saveServer(directory: string, server: Server): Promise<void> {
  const file = join(directory, 'server.json');
  await writeFile(`${file}.new`, JSON.stringify(server), { mode: 0o600 });
  await rename(`${file}.new`, file);
}

/**
 * Loops because after a kill the old server's children may hold its memory for a moment, and because another
 * process may be starting the same server right now.
 */
async function startOrJoin(
  programs: PostgresPrograms,
  directory: string,
  saved: Server,
  settings: string[],
): Promise<Server> {
  const data = join(directory, 'data');
  const deadline = Date.now() + START_TIMEOUT_MS;
  let server = saved;
  for (;;) {
    const pidFile = await readPidFile(data);
    if (pidFile !== null) {
      const live = { ...saved, port: pidFile.port };
      if (await serves(live, data)) return live;
      if (!(await isOurPostgres(pidFile.pid, data))) await rm(join(data, 'postmaster.pid'), { force: true });
    } else if (!(await isFreePort(server.port))) {
      server = { ...server, port: await freePort() };
      await saveServer(directory, server);
    }
    try {
      await programs.pgCtl([
        ...['start', '--pgdata', data, '--log', join(directory, 'postgres.log'), '--wait', '--silent'],
        ...['--options', serverFlags(server.port, settings)],
      ]);
      return server;
    } catch (cause) {
      if (Date.now() > deadline) {
        const log = await readFile(join(directory, 'postgres.log'), 'utf8').catch(() => '');
        throw new Error(`PostgreSQL does not start in ${directory}: ${log.slice(-500)}`, { cause });
      }
      await pause(RETRY_MS);
    }
  }
}

const serverFlags = (port: number, settings: string[]): string =>
  [`port=${port}`, 'listen_addresses=127.0.0.1', 'unix_socket_directories=', ...settings]
    .map((setting) => `-c ${setting}`)
    .join(' ');

/** `postmaster.pid`: process id in line 1, port in line 4 (PostgreSQL manual, 66.1). */
async function readPidFile(data: string): Promise<{ pid: number; port: number } | null> {
  const text = await readFile(join(data, 'postmaster.pid'), 'utf8').catch(() => null);
  if (text === null) return null;
  const lines = text.split('\n');
  return { pid: Number(lines[0]), port: Number(lines[3]) };
}

async function serves(server: Server, data: string): Promise<boolean> {
  const client = new pg.Client({
    connectionString: urlOf(server, 'postgres'),
    connectionTimeoutMillis: 2000,
  });
  try {
    await client.connect();
    const { rows } = await client.query('show data_directory');
    return rows[0]?.data_directory === data;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}

/**
 * A process id in a leftover pid file may belong to any program after a reboot, and PostgreSQL then refuses to
 * start. Only Linux tells whose it is; elsewhere PostgreSQL's own check stands.
 */
async function isOurPostgres(pid: number, data: string): Promise<boolean> {
  if (process.platform !== 'linux') return true;
  const commandLine = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  return commandLine.includes('postgres') && commandLine.includes(data);
}

async function createDatabase(server: Server): Promise<void> {
  const client = new pg.Client({ connectionString: urlOf(server, 'postgres') });
  await client.connect();
  try {
    const found = await client.query('select 1 from pg_database where datname = $1', [DATABASE]);
    if (found.rowCount === 0) await client.query(`create database ${DATABASE}`);
  } finally {
    await client.end();
  }
}
