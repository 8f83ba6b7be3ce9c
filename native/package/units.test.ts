import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { laySystemFiles } from './make-deb.ts';

const VERIFY = '/usr/bin/systemd-analyze';
const UNITS = '/usr/lib/systemd/system';
/** What the units start and other packages or ours bring. */
const PROGRAMS = ['/usr/bin/install', '/usr/bin/gnome-keyring-daemon', '/opt/morprom-kiosk/morprom-kiosk'];

/** A machine's folder with our units, the system's targets that they name, and stand-ins for what they start. */
function machine(): string {
  const root = mkdtempSync(path.join(tmpdir(), 'units-'));
  onTestFinished(() => rmSync(root, { recursive: true }));
  laySystemFiles(root);
  // A user's units are read by the same rules, and systemd-analyze takes another root only for the system's.
  cpSync(path.join(root, '/usr/lib/systemd/user'), path.join(root, UNITS), { recursive: true });
  for (const name of readdirSync(UNITS).filter((each) => /\.(target|slice)$/.test(each)))
    cpSync(path.join(UNITS, name), path.join(root, UNITS, name), { verbatimSymlinks: true });
  // The bus, which a service with a name on it waits for.
  writeFileSync(path.join(root, UNITS, 'dbus.socket'), '[Socket]\nListenStream=/run/bus\n');
  writeFileSync(path.join(root, UNITS, 'dbus.service'), '[Service]\nExecStart=/usr/bin/install\n');
  for (const program of PROGRAMS) {
    const file = path.join(root, program);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, '#!/bin/sh\n');
    chmodSync(file, 0o755);
  }
  return root;
}

const ours = (root: string): string[] =>
  readdirSync(path.join(root, UNITS)).filter((name) => name.startsWith('morprom-kiosk'));

function verify(root: string) {
  const args = ['verify', '--man=no', `--root=${root}`, ...ours(root)];
  const { status, stderr } = spawnSync(VERIFY, args, { encoding: 'utf8' });
  return { status, said: stderr.replaceAll(root, '') };
}

// It is part of Debian's package systemd; without it there is nobody who could say.
describe.runIf(existsSync(VERIFY))('the units of the package', () => {
  it('are what systemd takes, and start only what is there', () => {
    const root = machine();
    expect(ours(root)).toHaveLength(5);
    expect(verify(root)).toEqual({ status: 0, said: '' });
  });

  it.each(PROGRAMS)('would be refused without %s', (program) => {
    const root = machine();
    rmSync(path.join(root, program));
    expect(verify(root)).toMatchObject({ status: 1, said: expect.stringContaining(program) });
  });
});
