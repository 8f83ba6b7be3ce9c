/**
 * The part of the trial that runs the kiosk, in a network, a process table and mounts of its own: nothing of the machine
 * is in reach, and all ends with this process. Arguments: the Debian's folder, the user.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, copyFileSync, existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { demoFacility, demoStaff, startCentre } from '../../central/index.ts';
import type { Provisioning } from '../../contract/index.ts';
import { inCache, inProject, runProgram } from '../../native/setup/index.ts';
import { createVirtualCard, loadCard } from '../../native/virtual-card/index.ts';
import policy from '../../resources/policy/2026-1.json' with { type: 'json' };

const [root = '', user = ''] = process.argv.slice(2);
const SAMPLE = 'somying';
const FAKE_CAMERA = ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'];
const LIMIT_MS = 60_000;
const environment = `HOME=/home/${user} DISPLAY=:77 XAUTHORITY=/home/${user}/xauthority`;
const trouble: string[] = [];

/** A line of the trial's report; a failed one fails the trial. */
function check(good: boolean, what: string): void {
  console.log(`  ${good ? 'ok ' : 'NOT'}  ${what}`);
  if (!good) trouble.push(what);
}

await runProgram('ip', ['link', 'set', 'lo', 'up']);
await mountSystem();
const folder = mkdtempSync(path.join(tmpdir(), 'package-centre-'));
chmodSync(folder, 0o755);
const centre = await startCentre({ directory: folder });
const provisioned: Provisioning[] = [];
for (const training of [true, false]) {
  const { file, provisioning } = await centre.provisionDevice({
    facility: demoFacility,
    deviceName: training ? 'training' : 'service',
    staff: await demoStaff((size) => crypto.getRandomValues(new Uint8Array(size))),
    policyVersion: policy.version,
    training,
  });
  provisioned.push(provisioning);
  writeFileSync(inHome(`${training ? 'training' : 'service'}.json`), file);
}
copyFileSync(inCache('samples', SAMPLE, 'clip.mjpeg'), inHome('clip.mjpeg'));
await runProgram('chroot', [root, 'chown', '-R', `${user}:`, `/home/${user}`]);
spawnInside('root', 'mkdir -p /run/pcscd; exec pcscd --foreground');
await untilListening(35963);

for (const name of ['remote-debugging-port=9222', 'inspect', 'no-sandbox', 'js-flags=--expose-gc'])
  check((await refusal(`--${name}`)).includes('"switch"'), `refuses --${name.split('=')[0]}`);
check(
  (
    await refusal(
      '--kiosk-profile=/home/kiosk/service',
      '--kiosk-provisioning=/home/kiosk/service.json',
      ...FAKE_CAMERA,
    )
  ).includes('SIMULATION_REFUSED'),
  'a kiosk in service refuses a simulated camera',
);
check(!(await runsAsNode()), 'ELECTRON_RUN_AS_NODE, NODE_OPTIONS do nothing');

const kiosk = startKiosk(
  '--kiosk-provisioning=/home/kiosk/training.json',
  ...FAKE_CAMERA,
  '--use-file-for-fake-video-capture=/home/kiosk/clip.mjpeg',
);
const device = await until(() =>
  centre.db.selectFrom('devices').selectAll().where('training', '=', true).executeTakeFirst(),
);
check(
  device !== undefined,
  'a training kiosk with a virtual reader and a simulated camera starts and registers',
);
await sleep(3000);
const listening = await inside('root', 'ss -H -tulnp');
check(!/morprom/.test(listening), 'nothing of the kiosk listens on any port');
const { card, photo } = await loadCard(inCache('samples', SAMPLE, 'card.json'));
const virtualCard = createVirtualCard({ card, photo });
await virtualCard.insert();
await sleep(2000);
await screenshot('installed-sign-in');
const second = await inside(user, `${environment} timeout -s KILL 20 morprom-kiosk; echo status $?`);
check(/status 0/.test(second) && kiosk.exitCode === null, 'a second start ends at once, the first goes on');
await kill(kiosk);
check(existsSync(inData('vault/kiosk.db')), 'after a kill the vault is there');
const again = startKiosk(...FAKE_CAMERA);
await sleep(8000);
check(
  again.exitCode === null && (await inside(user, 'ps -C morprom-kiosk -o stat=')).includes('S'),
  'after a kill the kiosk starts again without its provisioning file',
);
await kill(again);
const told = await inside(user, session('timeout -s KILL 40 morprom-kiosk --diagnose'));
for (const subject of ['reader', 'vault', 'disk', 'provisioning', 'outbox', 'centre', 'clock'])
  check(
    !new RegExp(`^BAD +${subject}`, 'm').test(told) && told.includes('to hand on'),
    `--diagnose: ${subject} is good`,
  );
const log = readFileSync(inData('logs/kiosk.log'), 'utf8');
check(!log.includes('"level":50'), 'no error in its log');
const handedOn = existsSync(inData('diagnosis.json')) ? readFileSync(inData('diagnosis.json'), 'utf8') : '';
check(handedOn !== '', '--diagnose writes diagnosis.json');
const personal = [card.cid, ...card.nameTh.split('#').filter((part) => part.length > 3), `/home/${user}`];
const members = provisioned.flatMap(({ staff }) => staff.map(({ name }) => name));
check(!personal.some((word) => log.includes(word)), 'no word of the citizen in its log');
check(
  ![...personal, ...members].some((word) => handedOn.includes(word)),
  'nothing personal in diagnosis.json',
);

virtualCard.close();
await centre.stop();
if (trouble.length > 0) console.log(told, readFileSync(inData('logs/kiosk.log'), 'utf8'));
process.exit(trouble.length === 0 ? 0 : 1);

async function mountSystem(): Promise<void> {
  await runProgram('mount', ['-t', 'proc', 'proc', path.join(root, 'proc')]);
  await runProgram('mount', ['--rbind', '/dev', path.join(root, 'dev')]);
  await runProgram('mount', ['-t', 'tmpfs', 'tmpfs', path.join(root, 'run')]);
  await runProgram('mount', ['-t', 'tmpfs', '-o', 'mode=1777', 'tmpfs', path.join(root, 'tmp')]);
}

function inData(name: string): string {
  return inHome('.config/Mor Prom Kiosk', name);
}

/** As a power cut would; resolves when its display is gone, too. */
async function kill(kiosk: ChildProcess): Promise<void> {
  const ended = once(kiosk, 'exit');
  await inside(user, 'pkill -KILL -x morprom-kiosk');
  await ended;
}

function inHome(...parts: string[]): string {
  return path.join(root, 'home', user, ...parts);
}

/** Inside, as a user: a shell's command line. */
function spawnInside(as: string, command: string): ChildProcess {
  return spawn('chroot', [root, 'su', '-s', '/bin/sh', as, '-c', command], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

async function inside(as: string, command: string): Promise<string> {
  const child = spawnInside(as, command);
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk) => {
      text += chunk;
    });
  await once(child, 'close');
  return text;
}

/** A display and an unlocked keyring, as a session of its own gives them. */
function session(command: string): string {
  const unlocked = `echo trial | gnome-keyring-daemon --unlock --components=secrets >/dev/null; ${command}`;
  return `export HOME=/home/${user}; exec xvfb-run -n 77 -f /home/${user}/xauthority -s '-screen 0 1280x800x24 -nolisten tcp' dbus-run-session -- sh -c "${unlocked}"`;
}

function startKiosk(...args: string[]): ChildProcess {
  return spawnInside(user, session(`exec morprom-kiosk ${args.join(' ')}`));
}

/** What the log says of a start that is refused. */
async function refusal(...args: string[]): Promise<string> {
  const profile = args.some((argument) => argument.startsWith('--kiosk-profile'))
    ? []
    : [`--kiosk-profile=/home/${user}/refused`];
  await inside(user, session(`timeout -s KILL 20 morprom-kiosk ${[...args, ...profile].join(' ')}`));
  const folder = profile.length > 0 ? 'refused' : 'service';
  const file = inHome(folder, 'logs/kiosk.log');
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}

async function runsAsNode(): Promise<boolean> {
  const asNode = await inside(
    user,
    session(
      `ELECTRON_RUN_AS_NODE=1 NODE_OPTIONS=--inspect timeout -s KILL 5 morprom-kiosk --kiosk-profile=/home/${user}/node -p 6*7`,
    ),
  );
  return /^42$/m.test(asNode) || /Debugger listening/.test(asNode);
}

async function screenshot(name: string): Promise<void> {
  await inside(user, `${environment} scrot -o /home/${user}/${name}.png`);
  copyFileSync(inHome(`${name}.png`), inProject('out', 'package', `${name}.png`));
}

async function untilListening(port: number): Promise<void> {
  await until(async () => (await inside('root', 'ss -H -tln')).includes(`:${port}`) || undefined);
}

/** The first answer that is not undefined; undefined when the time is over. */
async function until<Value>(ask: () => Promise<Value | undefined>): Promise<Value | undefined> {
  const deadline = Date.now() + LIMIT_MS;
  while (Date.now() < deadline) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    await sleep(250);
  }
  return undefined;
}
