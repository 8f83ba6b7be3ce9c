import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { inProject } from '../setup/index.ts';
import { laySystemFiles } from './make-deb.ts';

const KEYRING = '/usr/bin/gnome-keyring-daemon';
const SYSTEMD = '/usr/lib/systemd/systemd';
/** Mounts and processes of its own need root; the user's systemd is Debian's package systemd. */
const canRun = process.platform === 'linux' && process.getuid?.() === 0 && existsSync(SYSTEMD);
const hasBus = existsSync('/usr/lib/systemd/user/dbus.socket');

/**
 * The session of a dedicated machine with its real parts: session.sh, our units and systemd, as a user has it. Stand-ins are
 * the kiosk, for what matters here is that it runs, and xset, for there is no display.
 */
const MACHINE = `
  mount -t tmpfs tmpfs /run && mkdir -p /run/systemd/system /run/user/0/systemd/user /run/morprom-kiosk /run/bin
  chmod 700 /run/user/0
  mount -t tmpfs tmpfs /opt && mkdir -p /opt/home && cp -r "$LAID/opt/." /opt
  cp "$LAID"/usr/lib/systemd/user/* /run/user/0/systemd/user
  printf '#!/bin/sh\\nexec sleep 1000\\n' > /opt/morprom-kiosk/morprom-kiosk
  printf '#!/bin/sh\\necho "xset $*"\\n' > /run/bin/xset
  chmod 755 /opt/morprom-kiosk/morprom-kiosk /run/bin/xset /opt/morprom-kiosk/linux/session.sh
  export HOME=/opt/home XDG_RUNTIME_DIR=/run/user/0 DISPLAY=:0 PATH=/run/bin:$PATH
  export DBUS_SESSION_BUS_ADDRESS=unix:path=/run/user/0/bus
  kiosk() { echo "$1: $(systemctl --user is-active morprom-kiosk.service)"; }
  soon() { for try in $(seq 50); do eval "$1" && return; sleep 0.1; done; }
  ${SYSTEMD} --user > /run/systemd.log 2>&1 &
  soon 'systemctl --user is-system-running > /dev/null 2>&1'
`;
const SESSION = `
  /opt/morprom-kiosk/linux/session.sh & session=$!
  soon 'systemctl --user is-active -q morprom-kiosk.service'
  lives() { kill -0 $session 2>/dev/null && echo "session: $1" || echo "session: over"; }
`;
const OVER = 'systemctl --user exit; sleep 0.5';

function onMachine(...steps: string[]): string[] {
  const laid = mkdtempSync(path.join(tmpdir(), 'session-'));
  onTestFinished(() => rmSync(laid, { recursive: true }));
  laySystemFiles(laid);
  const args = [
    '-m',
    '-p',
    '-f',
    '--mount-proc',
    '--kill-child',
    'sh',
    '-c',
    [MACHINE, ...steps, OVER].join('\n'),
  ];
  const { stdout } = spawnSync('unshare', args, { encoding: 'utf8', env: { ...process.env, LAID: laid } });
  return stdout.split('\n').filter(Boolean);
}

describe.runIf(canRun)('the session of a dedicated machine', () => {
  it('keeps the screen lit, and lives on while the kiosk is stopped for an update and started again', () => {
    const told = onMachine(
      SESSION,
      'kiosk begin; lives begin',
      'systemctl --user stop morprom-kiosk.service; sleep 1; kiosk stopped; lives stopped',
      'systemctl --user start morprom-kiosk.service; kiosk updated; lives updated',
    );
    expect(told).toEqual([
      'xset s off -dpms s noblank',
      ...['begin: active', 'session: begin'],
      ...['stopped: inactive', 'session: stopped'],
      ...['updated: active', 'session: updated'],
    ]);
  });

  it('starts a kiosk again that has ended, with the display of the session', () => {
    const told = onMachine(
      SESSION,
      'kill -KILL $(systemctl --user show -P MainPID morprom-kiosk.service); sleep 0.5; kiosk killed',
      "soon 'systemctl --user is-active -q morprom-kiosk.service'; kiosk again",
      'tr "\\0" "\\n" < /proc/$(systemctl --user show -P MainPID morprom-kiosk.service)/environ | grep ^DISPLAY',
    );
    expect(told.slice(1)).toEqual(['killed: activating', 'again: active', 'DISPLAY=:0']);
  });

  it('stops the kiosk when it ends itself', () => {
    const told = onMachine(SESSION, 'kill -TERM $session; wait $session; echo "status: $?"; kiosk over');
    expect(told.slice(1)).toEqual(['status: 0', 'over: inactive']);
  });
});

// gnome-keyring comes with the kiosk's package; a machine that only builds it may have none.
describe.runIf(canRun && hasBus && existsSync(KEYRING))('the keyring of a dedicated machine', () => {
  const LOCKED =
    'busctl --user get-property org.freedesktop.secrets /org/freedesktop/secrets/aliases/default org.freedesktop.Secret.Collection Locked';
  const PASSWORD = 'printf secret > /run/morprom-kiosk/keyring-password';

  it('is open when the kiosk starts, and again after its keeper died', () => {
    const told = onMachine(
      PASSWORD,
      SESSION,
      LOCKED,
      'kill -KILL $(systemctl --user show -P MainPID morprom-kiosk-keyring.service); sleep 2',
      LOCKED,
    );
    expect(told.slice(1)).toEqual(['b false', 'b false']);
  });

  it('stays shut with another password, and is left alone without one', () => {
    const told = onMachine(
      PASSWORD,
      SESSION,
      'printf other > /run/morprom-kiosk/keyring-password; systemctl --user restart morprom-kiosk-keyring.service',
      LOCKED,
      'systemctl --user stop morprom-kiosk-keyring.service morprom-kiosk.service; rm /run/morprom-kiosk/keyring-password',
      'systemctl --user start morprom-kiosk.service; kiosk alone',
      'systemctl --user is-active morprom-kiosk-keyring.service',
    );
    expect(told.slice(1)).toEqual(['b true', 'alone: active', 'inactive']);
  });
});

/** The machine's updater, as far as it goes before it touches a package; `root` stands for the kiosk's user. */
describe.runIf(canRun)('the machine’s updater', () => {
  const ready = `
    mount -t tmpfs tmpfs /root && mount -t tmpfs tmpfs /etc/default && mkdir -p '/root/.config/Mor Prom Kiosk/update/ready'
    cd '/root/.config/Mor Prom Kiosk/update' && echo package > ready/kiosk.deb && echo signature > ready/kiosk.deb.sig
    mount -t tmpfs tmpfs /var/lib
    set_up() { printf 'KIOSK_USER=root\\nSTART_LIMIT_S=1\\nKIOSK_IS_UP=%s\\n' "$1" > /etc/default/morprom-kiosk; }
  `;
  const update = `sh ${inProject('build/linux/apply-update.sh')} 2>&1 | grep '^no update'`;

  it('does nothing under somebody’s hands, and nothing where no kiosk runs', () => {
    const told = onMachine(
      ready,
      ...['set_up false', update],
      ...['set_up true', 'touch visited', update],
      ...["touch -d '31 minutes ago' visited", update],
    );
    expect(told).toEqual([
      'no update: no kiosk is running',
      'no update: there are visits: the next time',
      'no update: its signature is not of the centre',
    ]);
  });
});
