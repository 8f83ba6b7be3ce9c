/**
 * `npm run package:try`: the Debian package is installed in a clean Debian, the kiosk started there as an ordinary user
 * with the virtual card, looked at from outside, and removed again. Needs root and Debian's mirror; some minutes.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import path from 'node:path';
import { inProject, SetupError } from '../../native/setup/index.ts';
import { freshDebian } from './debian.ts';
import { makeNextVersions } from './next-versions.ts';

/** What every Debian that boots has, and the smallest one in a folder has not. */
const SYSTEM = ['systemd-sysv', 'dbus-user-session'];
/** What the trial itself needs: a display, the virtual reader's driver, a session bus and a picture of the screen. */
const TOOLS = [
  'xvfb',
  'xauth',
  'vsmartcard-vpcd',
  'pcscd',
  'dbus',
  'dbus-x11',
  'scrot',
  'iproute2',
  'xdotool',
  'x11-utils',
  'at-spi2-core',
  'python3-gi',
  'gir1.2-atspi-2.0',
  'procps',
];
const USER = 'kiosk';
const APT = ['apt-get', 'install', '-y', '-qq', '--no-install-recommends'];

const say = (line: string) => console.log(line);
const out = inProject('out', 'package');
const deb = existsSync(out) ? readdirSync(out).find((name) => name.endsWith('.deb')) : undefined;
if (deb === undefined) throw new SetupError('there is no package yet', 'Run `npm run package` first.');

const next = await makeNextVersions(out);
const debian = await freshDebian(say);
try {
  await debian.run('apt-get', 'update', '-qq');
  await debian.run(...APT, ...SYSTEM, ...TOOLS);
  await debian.run('useradd', '--create-home', USER);
  const before = await debian.files();

  await cp(path.join(out, deb), path.join(debian.root, 'tmp', deb));
  await debian.run(...APT, `/tmp/${deb}`);
  say(`installed ${deb}`);

  const passed = await runInIsolation(
    process.execPath,
    inProject('tests/package/in-debian.ts'),
    ...[debian.root, USER, path.join(out, deb), ...next],
  );
  // What IT put there for the updates; no package brought it.
  await debian.run('rm', '-rf', '/etc/morprom-kiosk', '/etc/default/morprom-kiosk');

  await debian.run('apt-get', 'purge', '-y', '-qq', 'morprom-kiosk');
  await debian.run('apt-get', 'autoremove', '--purge', '-y', '-qq');
  const left = [...(await debian.files())].filter((file) => !before.has(file));
  say(`removed; left behind outside /home and /var: ${left.length === 0 ? 'nothing' : left.join(' ')}`);
  const data = path.join(debian.root, 'home', USER, '.config/Mor Prom Kiosk/vault/kiosk.db');
  say(`the facility's data: ${existsSync(data) ? 'still there' : 'GONE'}`);
  if (!passed || left.length > 0 || !existsSync(data)) process.exitCode = 1;
  say(process.exitCode === 1 ? 'the trial FAILED' : 'the trial passed');
} finally {
  debian.remove();
  for (const file of next) rmSync(file, { force: true });
}

/** With mounts, network and processes of its own, under a shell that buries orphans as an init does. */
async function runInIsolation(...command: string[]): Promise<boolean> {
  const init = ['bash', '-c', '"$@"; exit $?', 'init', ...command];
  const run = spawn('unshare', ['-m', '-n', '-p', '--fork', '--kill-child', '--mount-proc', ...init], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const [status] = await once(run, 'exit');
  return status === 0;
}
