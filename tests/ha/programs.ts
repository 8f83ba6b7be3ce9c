import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chownSync, existsSync, openSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { aptLine, runProgram, SetupError } from '../../native/setup/index.ts';

/** Debian's packages, and the program by which each is known. */
const NEEDED: readonly { name: string; found: () => boolean }[] = [
  { name: 'patroni', found: () => existsSync('/usr/bin/patroni') },
  { name: 'etcd-server', found: () => existsSync('/usr/bin/etcd') },
  { name: 'pgbouncer', found: () => existsSync('/usr/sbin/pgbouncer') },
  { name: 'postgresql', found: () => newestPostgres() !== null },
];

const DEBIAN_POSTGRES = '/usr/lib/postgresql';

/** Makes sure of the programs: as root installs what is missing, having said so; else names the line that does. */
export async function preparePrograms(log: (line: string) => void): Promise<void> {
  const missing = NEEDED.filter(({ found }) => !found()).map(({ name }) => name);
  if (missing.length === 0) return;
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get'))
    throw new SetupError('The cluster’s programs are missing', aptLine(missing));
  log(`installing from Debian: ${missing.join(', ')} (their own services are not used)`);
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  await runProgram('apt-get', ['update', '-qq'], { env });
  await runProgram('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...missing], { env });
}

/** The folder of PostgreSQL's programs. */
export function postgresBinFolder(): string {
  const version = newestPostgres();
  if (version === null) throw new SetupError('PostgreSQL is missing', aptLine(['postgresql']));
  return join(DEBIAN_POSTGRES, version, 'bin');
}

function newestPostgres(): string | null {
  if (!existsSync(DEBIAN_POSTGRES)) return null;
  const versions = readdirSync(DEBIAN_POSTGRES).filter((version) =>
    existsSync(join(DEBIAN_POSTGRES, version, 'bin/postgres')),
  );
  return versions.sort((one, other) => Number(other) - Number(one))[0] ?? null;
}

/** PostgreSQL and the pooler refuse to run as root: Debian's account `postgres` stands in. Null for everybody else. */
const account = (): { uid: number; gid: number } | null => {
  if (process.getuid?.() !== 0) return null;
  const id = (flag: string): number => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
};

export function giveToAccount(path: string): void {
  const owner = account();
  if (owner !== null) chownSync(path, owner.uid, owner.gid);
}

/** Starts a program under that account; what it says goes to the file. */
export function startProgram(command: string, args: readonly string[], logFile: string): ChildProcess {
  const log = openSync(logFile, 'a');
  return spawn(command, args, {
    stdio: ['ignore', log, log],
    cwd: '/',
    env: { PATH: '/usr/local/bin:/usr/bin:/bin', LC_ALL: 'C.UTF-8' },
    ...account(),
  });
}
