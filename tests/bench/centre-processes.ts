import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { demoFacility, freePort, startCentre } from '../../central/index.ts';
import type { Facility } from '../../contract/index.ts';
import { processorSeconds, residentMB, serverProcesses } from './processes.ts';

const MAIN = join(import.meta.dirname, '../../central/main.ts');

type Member = { child: ChildProcess; address: string };

export type CentreProcesses = Awaited<ReturnType<typeof startCentreProcesses>>;

/**
 * One or more centre processes on a real PostgreSQL: the one at `databaseUrl`, else one of their own. All answer for one
 * address, as behind a balancer: `fetchFrom(n)` sends what is for that address to the n-th process, at `reportsAddress` is the
 * one that serves the report alone.
 */
export async function startCentreProcesses(options: {
  processes: number;
  databaseUrl?: string;
  logLevel?: 'warn' | 'error';
  /** Another process, that no kiosk is sent to. */
  reportsApart?: boolean;
}) {
  const { processes, databaseUrl, logLevel = 'warn', reportsApart = false } = options;
  const directory = mkdtempSync(join(tmpdir(), 'bench-centre-'));
  // It serves nobody: it starts PostgreSQL, makes the keys and provisions.
  const keeper = await startCentre({ directory, databaseUrl });
  const members: Member[] = [];
  for (let started = 0; started < processes + Number(reportsApart); started += 1)
    members.push(
      await startMember({ directory, databaseUrl: keeper.databaseUrl, url: keeper.url, logLevel }),
    );

  const fetchOf =
    (member: Member | undefined): typeof fetch =>
    (target, init) =>
      fetch(String(target).replace(keeper.url, member?.address ?? keeper.url), init);

  return {
    url: keeper.url,
    db: keeper.db,
    databaseUrl: keeper.databaseUrl,
    fetchFrom: (member: number): typeof fetch => fetchOf(members[member % processes]),
    reportsAddress: members.at(-1)?.address ?? keeper.url,
    provision: async (facility: Facility = demoFacility) => {
      const options = { facility, staff: [], policyVersion: '2026-1', training: false };
      const { provisioning } = await keeper.provisionDevice({
        ...options,
        deviceName: randomBytes(4).toString('hex'),
      });
      return provisioning;
    },
    /** Processor seconds used so far by the centre's processes and by PostgreSQL's. */
    times: async () => ({
      centre: members.reduce((sum, { child }) => sum + processorSeconds(child.pid ?? 0), 0),
      postgres: serverProcesses(directory).reduce((sum, pid) => sum + processorSeconds(pid, true), 0),
    }),
    residentMB: () => Math.round(members.reduce((sum, { child }) => sum + residentMB(child.pid ?? 0), 0)),
    stop: async () => {
      await Promise.all(members.map(({ child }) => ended(child)));
      await keeper.stop();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

type Where = { directory: string; databaseUrl: string; url: string; logLevel: string };

async function startMember({ directory, databaseUrl, url, logLevel }: Where): Promise<Member> {
  const env = {
    ...process.env,
    CENTRE_DIR: directory,
    DATABASE_URL: databaseUrl,
    CENTRE_URL: url,
    PORT: String(await freePort()),
    LOG_LEVEL: logLevel,
  };
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', MAIN], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await new Promise<void>((resolve, reject) => {
    createInterface({ input: child.stdout }).once('line', () => resolve());
    child.once('exit', (code) => reject(new Error(`the centre ended with ${code}`)));
  });
  return { child, address: `http://127.0.0.1:${env.PORT}` };
}

function ended(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill('SIGTERM');
  });
}
