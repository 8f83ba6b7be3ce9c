import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { type Database, demoFacility, isDatabaseAway, startCentre } from '../../central/index.ts';
import type { Provisioning } from '../../contract/index.ts';

const MAIN = join(import.meta.dirname, '../../central/main.ts');
const STOP_MS = 5_000;
/** Longer than PostgreSQL takes to recover from a crash. */
const RECOVERY_MS = 30_000;

/** A centre in a process of its own, which comes back whenever it is killed, on a real PostgreSQL. */
export async function startKillableCentre() {
  const directory = mkdtempSync(join(tmpdir(), 'faults-centre-'));
  // It serves nobody: it starts PostgreSQL, makes the keys and provisions.
  const keeper = await startCentre({ directory });
  const port = String(20_000 + Math.floor(Math.random() * 20_000));
  let stopping = false;
  let child: ChildProcess;
  let kills = 0;

  async function start(): Promise<void> {
    child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', MAIN], {
      env: {
        ...process.env,
        CENTRE_DIR: directory,
        DATABASE_URL: keeper.databaseUrl,
        CENTRE_URL: keeper.url,
        PORT: port,
        LOG_LEVEL: 'error',
      },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const { stdout } = child;
    const ready = new Promise<void>((resolve) => {
      if (stdout) createInterface({ input: stdout }).once('line', () => resolve());
    });
    const ended = new Promise<void>((resolve) => {
      child.once('exit', () => {
        resolve();
        // A centre that finds no database ends; like a service it is started again.
        if (!stopping) void start();
      });
    });
    await Promise.race([ready, ended]);
  }

  async function ask<Answer>(question: (db: Database) => Promise<Answer>): Promise<Answer> {
    for (const givenUpAt = Date.now() + RECOVERY_MS; ; await pause(100)) {
      try {
        return await question(keeper.db);
      } catch (fault) {
        if (!isDatabaseAway(fault) || Date.now() > givenUpAt) throw fault;
      }
    }
  }

  await start();
  return {
    address: `http://127.0.0.1:${port}`,
    /** Asks the database, again while it recovers. */
    ask,
    kills: () => kills,
    kill: () => {
      kills += 1;
      child.kill('SIGKILL');
    },
    /** Kills one of PostgreSQL's own processes: the server then ends all others, recovers and starts again. */
    restartPostgres: (): boolean => {
      const victim = backendOf(join(directory, 'postgres', 'data'));
      if (victim !== null) process.kill(victim, 'SIGKILL');
      return victim !== null;
    },
    provision: async (): Promise<Provisioning> => {
      const options = { facility: demoFacility, staff: [], policyVersion: '2026-1', training: false };
      const deviceName = randomBytes(4).toString('hex');
      return (await keeper.provisionDevice({ ...options, deviceName })).provisioning;
    },
    stop: async () => {
      stopping = true;
      const gone = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      setTimeout(() => child.kill('SIGKILL'), STOP_MS).unref();
      await gone;
      // PostgreSQL that is told to stop while it recovers may never do so.
      await ask((db) => sql`select 1`.execute(db));
      await keeper.stop();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

/** A child of the server with this data folder that serves a connection. Linux only. */
function backendOf(data: string): number | null {
  const server = Number(readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')[0]);
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const parent = Number(readFileSync(`/proc/${name}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[1]);
      if (parent !== server) continue;
      if (readFileSync(`/proc/${name}/cmdline`, 'utf8').includes('centre')) return Number(name);
    } catch {
      // It has ended since it was listed.
    }
  }
  return null;
}
