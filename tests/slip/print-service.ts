import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { runProgram } from '../../native/setup/index.ts';

/** A print service of its own, with one printer that keeps what it is sent. */
export type PrintService = {
  /** For programs that shall print there. */
  env: Record<string, string>;
  /** The documents it was sent so far, the latest last: files. */
  sent(): Promise<string[]>;
  stop(): Promise<void>;
};

/** Set-up brings it where it may: on Debian, as root. */
export const hasPrintService = existsSync('/usr/sbin/cupsd') && process.getuid?.() === 0;

const START_MS = 15_000;
const FOLDERS = ['etc', 'spool', 'spool/tmp', 'cache', 'state'];

/** A real CUPS (Linux, root) that listens on a socket of the file system alone. Its printer leads nowhere. */
export async function startPrintService(): Promise<PrintService> {
  const folder = await mkdtemp(path.join(tmpdir(), 'cups-'));
  // Its jobs' processes are not root's.
  await chmod(folder, 0o755);
  for (const name of FOLDERS) await mkdir(path.join(folder, name));
  const at = (name: string): string => path.join(folder, name);
  await writeFile(at('etc/cups-files.conf'), filesOf(at));
  await writeFile(at('etc/cupsd.conf'), settingsOf(at('cups.sock')));
  const service = spawn('cupsd', ['-f', '-c', at('etc/cupsd.conf'), '-s', at('etc/cups-files.conf')], {
    stdio: 'ignore',
  });
  const killWithParent = () => service.kill('SIGKILL');
  process.once('exit', killWithParent);
  const stop = async (): Promise<void> => {
    process.off('exit', killWithParent);
    await end(service);
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await untilThere(at('cups.sock'), service);
    await runProgram('lpadmin', ['-h', at('cups.sock'), '-p', 'slips', '-E', '-v', 'file:///dev/null']);
    await runProgram('lpadmin', ['-h', at('cups.sock'), '-d', 'slips']);
  } catch (fault) {
    await stop();
    throw fault;
  }
  const sent = async (): Promise<string[]> => {
    const documents = (await readdir(at('spool'))).filter((name) => name.startsWith('d'));
    return documents.sort().map((name) => at(`spool/${name}`));
  };
  return { env: { CUPS_SERVER: at('cups.sock') }, sent, stop };
}

const filesOf = (at: (name: string) => string): string =>
  [
    'FileDevice Yes',
    'SystemGroup root',
    `ServerRoot ${at('etc')}`,
    `RequestRoot ${at('spool')}`,
    `TempDir ${at('spool/tmp')}`,
    `CacheDir ${at('cache')}`,
    `StateDir ${at('state')}`,
    `AccessLog ${at('access.log')}`,
    `ErrorLog ${at('error.log')}`,
    `PageLog ${at('page.log')}`,
    '',
  ].join('\n');

const settingsOf = (socket: string): string =>
  [
    `Listen ${socket}`,
    'Browsing No',
    'WebInterface No',
    'PreserveJobFiles Yes',
    '<Location />\n  Order allow,deny\n  Allow all\n</Location>',
    '<Location /admin>\n  Order allow,deny\n  Allow all\n</Location>',
    '<Policy default>\n  <Limit All>\n    Order deny,allow\n  </Limit>\n</Policy>',
    '',
  ].join('\n');

async function untilThere(socket: string, service: ChildProcess): Promise<void> {
  const failed = once(service, 'error').then(([error]: unknown[]) => error);
  const deadline = performance.now() + START_MS;
  while (!existsSync(socket)) {
    const error = await Promise.race([failed, sleep(50)]);
    if (error)
      throw new Error("Can't start cupsd. Install it: apt-get install cups-daemon", { cause: error });
    if (service.exitCode !== null) throw new Error(`cupsd ended at once (status ${service.exitCode}).`);
    if (performance.now() > deadline) throw new Error('cupsd makes no socket.');
  }
}

async function end(service: ChildProcess): Promise<void> {
  if (service.exitCode !== null || service.signalCode !== null) return;
  const ended = once(service, 'exit');
  service.kill('SIGTERM');
  await ended;
}
