/**
 * The part of the trial that runs the kiosk, in a network, a process table and mounts of its own: nothing of the machine
 * is in reach, and all ends with this process. Arguments: the Debian's folder, the user.
 */
import type { ChildProcess } from 'node:child_process';
import { chmodSync, copyFileSync, existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { demoFacility, demoStaff, startCentre } from '../../central/index.ts';
import type { Provisioning } from '../../contract/index.ts';
import { inCache } from '../../native/setup/index.ts';
import { createVirtualCard, loadCard } from '../../native/virtual-card/index.ts';
import policy from '../../resources/policy/2026-1.json' with { type: 'json' };
import { openInside, SCREEN, until } from './inside.ts';
import { createScreenReader } from './screen-reader.ts';
import { createUpdateTrial } from './update-trial.ts';

const [root = '', user = '', ...packages] = process.argv.slice(2);
const SAMPLE = 'somying';
const FAKE_CAMERA = ['--use-fake-device-for-media-stream'];
const CLIP = `--use-file-for-fake-video-capture=/home/${user}/clip.mjpeg`;
const START = ['--force-renderer-accessibility', ...FAKE_CAMERA, CLIP];
/** The demonstration's operator. */
const OPERATOR = 'สมใจ';
const PIN = '246810';
/** What the screens of a visit say, as who makes it reads them (renderer/i18n/th.ts). */
const WORDS = {
  signIn: 'เจ้าหน้าที่ลงชื่อเข้าใช้',
  insertCard: 'กรุณาเสียบบัตรประชาชน',
  mine: 'ใช่ ข้อมูลถูกต้อง',
  consent: 'ใช้เพื่อเปรียบเทียบกับรูปในบัตรเท่านั้น',
  agree: 'ยินยอม',
  samePerson: 'เป็นบุคคลเดียวกัน',
  noMask: 'ไม่มีหน้ากากหรือภาพถ่ายบังใบหน้า',
  confirm: 'ยืนยัน',
  done: 'ยืนยันตัวตนสำเร็จ',
} as const;
/** Each of another kind: a debugger, no sandbox, code's own settings, another program started, what is known to nobody. */
const REFUSED = [
  ...['remote-debugging-port=9222', 'inspect', 'no-sandbox', 'js-flags=--expose-gc'],
  ...['renderer-cmd-prefix=/bin/true', 'gpu-launcher=/bin/true', 'log-net-log=/tmp/net.json', 'unknown'],
];
/** Without a window manager Chromium keeps a pixel away from the right and the lower edge. */
const FILLING = new RegExp(
  `Geometry: (${SCREEN.width}|${SCREEN.width - 1})x(${SCREEN.height}|${SCREEN.height - 1})`,
);
const trouble: string[] = [];

/** A line of the trial's report; a failed one fails the trial. */
function check(good: boolean, what: string): void {
  console.log(`  ${good ? 'ok ' : 'NOT'}  ${what}`);
  if (!good) trouble.push(what);
}

const inside = await openInside(root, user);
const screen = createScreenReader(inside, user);
const directory = mkdtempSync(path.join(tmpdir(), 'package-centre-'));
chmodSync(directory, 0o755);
let centre = await startCentre({ directory });
const centrePort = Number(new URL(centre.url).port);
const updates = await createUpdateTrial({ inside, user, packages, keys: centre.keys, start: startKiosk });
const provisioned: Provisioning[] = [];
for (const training of [true, false]) {
  const { file, provisioning } = await centre.provisionDevice({
    facility: demoFacility,
    deviceName: training ? 'training' : 'service',
    staff: await demoStaff((size) => crypto.getRandomValues(new Uint8Array(size))),
    policyVersion: policy.version,
    training,
    updateUrl: updates.url,
  });
  provisioned.push(provisioning);
  writeFileSync(inside.home(`${training ? 'training' : 'service'}.json`), file);
}
copyFileSync(inCache('samples', SAMPLE, 'clip.mjpeg'), inside.home('clip.mjpeg'));
await inside.run('root', `chown -R ${user}: /home/${user}`);
inside.spawn('root', 'mkdir -p /run/pcscd; exec pcscd --foreground');
await until(async () => (await inside.run('root', 'ss -H -tln')).includes(':35963') || undefined);
const { card, photo } = await loadCard(inCache('samples', SAMPLE, 'card.json'));
const virtualCard = createVirtualCard({ card, photo });

await tryRefusals();
let kiosk = startKiosk(`--kiosk-provisioning=/home/${user}/training.json`);
try {
  await tryVisits();
  await tryUpdates();
} catch (fault) {
  check(false, String(fault));
  await screen.picture('trouble');
}
await kill(kiosk);
await tryDiagnosis();

virtualCard.close();
await centre.stop();
if (trouble.length > 0) console.log(readFileSync(inData('logs/kiosk.log'), 'utf8'));
process.exit(trouble.length === 0 ? 0 : 1);

async function tryRefusals(): Promise<void> {
  for (const name of REFUSED)
    check((await refusal('refused', `--${name}`)).includes('"switch"'), `refuses --${name.split('=')[0]}`);
  const inService = await refusal(
    'service',
    `--kiosk-provisioning=/home/${user}/service.json`,
    ...FAKE_CAMERA,
  );
  check(inService.includes('SIMULATION_REFUSED'), 'a kiosk in service refuses a simulated camera');
  const asNode = await inside.run(
    user,
    inside.inSession(
      `ELECTRON_RUN_AS_NODE=1 NODE_OPTIONS=--inspect timeout -s KILL 5 morprom-kiosk --kiosk-profile=/home/${user}/node -p 6*7`,
    ),
  );
  check(!/^42$|Debugger listening/m.test(asNode), 'ELECTRON_RUN_AS_NODE, NODE_OPTIONS do nothing');
}

async function tryVisits(): Promise<void> {
  const device = await until(() =>
    centre.db.selectFrom('devices').selectAll().where('training', '=', true).executeTakeFirst(),
  );
  check(device !== undefined, 'a training kiosk with virtual reader and simulated camera registers');
  await screen.waitFor(WORDS.signIn);
  await screen.picture('installed-sign-in');
  await tryKeys();
  await visit();
  check((await until(received(1))) === true, 'a visit is made to its end; the centre has its record');
  check(existsSync(inData('update/visited')), 'and is noted for the updater, which waits for a quiet time');
  const listening = await inside.run('root', 'ss -H -tulnp');
  check(!/morprom/.test(listening), 'nothing of the kiosk listens on any port');
  const second = await inside.run(
    user,
    inside.besideSession('timeout -s KILL 20 morprom-kiosk; echo status $?'),
  );
  check(/status 0/.test(second) && isRunning(kiosk), 'a second start ends at once, the first goes on');
  await tryDiagnosisBeside();

  await centre.stop();
  await visit();
  await kill(kiosk);
  kiosk = startKiosk();
  await screen.waitFor(WORDS.signIn);
  check(isRunning(kiosk), 'right after a kill the kiosk starts again without its provisioning file');
  centre = await startCentre({ directory, port: centrePort });
  check((await until(received(2))) === true, 'the record that waited when it was killed is delivered');
}

/** From one version to the next with a record waiting, and back from one that does not start. */
async function tryUpdates(): Promise<void> {
  check(await updates.isReady(), 'an update of the feed is downloaded, checked and laid ready');
  check(
    (await updates.applyAltered()).includes('its signature is not'),
    'an altered update is not installed',
  );
  check(await updates.isReady(), 'the update lies ready');
  await centre.stop();
  await visit();
  updates.offerBroken();
  kiosk = await updates.apply();
  const [before, next] = updates.versions;
  check(
    (await updates.installed()) === next,
    `at night the machine's updater goes from ${before} to ${next}`,
  );
  await screen.waitFor(WORDS.signIn);
  centre = await startCentre({ directory, port: centrePort });
  check((await until(received(3))) === true, 'the record that waited over the update is delivered');
  check(await updates.isReady(), 'the next update, which does not start, is laid ready');
  kiosk = await updates.apply();
  check((await updates.installed()) === next, `what does not start is taken back to ${next}`);
  await screen.waitFor(WORDS.signIn);
  check(updates.failed() !== '', 'and is not offered again');
}

/** Keys that lead out of programs; the trial's session has no window manager, as a kiosk's session has none. */
async function tryKeys(): Promise<void> {
  await screen.keys(
    'ctrl+w',
    'alt+F4',
    'F11',
    'alt+Tab',
    'ctrl+shift+i',
    'F12',
    'ctrl+r',
    'ctrl+q',
    'Escape',
  );
  await sleep(1000);
  const windows = await inside.run(
    user,
    inside.besideSession(
      'xdotool search --onlyvisible --name . getwindowgeometry; xwininfo -root -tree | grep -ci devtools',
    ),
  );
  check(
    isRunning(kiosk) && FILLING.test(windows),
    'it fills the screen, and keys neither close nor uncover it',
  );
  check(/^0$/m.test(windows), 'no key opens the developer tools');
  await screen.waitFor(WORDS.signIn);
}

/** One citizen, and the operator at the counter, by what is on the screen. */
async function visit(): Promise<void> {
  if ((await screen.shown()).some(({ name }) => name.includes(WORDS.signIn))) {
    await screen.press(OPERATOR);
    await screen.keys(...PIN, 'Return');
  }
  await screen.waitFor(WORDS.insertCard);
  await virtualCard.insert();
  await screen.press(WORDS.mine);
  await screen.waitFor(WORDS.consent);
  await screen.press(WORDS.agree);
  await screen.press(WORDS.samePerson);
  await screen.press(WORDS.noMask);
  await screen.picture('installed-look');
  await screen.press(WORDS.confirm);
  await screen.waitFor(WORDS.done);
  await screen.picture('installed-done');
  virtualCard.remove();
  await screen.waitFor(WORDS.insertCard);
}

/** As over ssh: no display, only the running kiosk. */
async function tryDiagnosisBeside(): Promise<void> {
  const told = await inside.run(
    user,
    `HOME=/home/${user} XDG_RUNTIME_DIR=/tmp timeout -s KILL 60 morprom-kiosk --diagnose`,
  );
  for (const subject of ['vault', 'provisioning', 'outbox', 'centre', 'clock'])
    check(new RegExp(`^good +${subject}`, 'm').test(told), `--diagnose beside the kiosk: ${subject} is good`);
  if (!told.includes('good')) console.log(told);
}

async function tryDiagnosis(): Promise<void> {
  const told = await inside.run(user, inside.inSession('timeout -s KILL 60 morprom-kiosk --diagnose'));
  for (const subject of ['reader', 'vault', 'disk', 'provisioning', 'outbox', 'centre', 'clock'])
    check(new RegExp(`^good +${subject}`, 'm').test(told), `--diagnose: ${subject} is good`);
  if (!told.includes('good')) console.log(told);
  const log = readFileSync(inData('logs/kiosk.log'), 'utf8');
  check(!log.includes('"level":50'), 'no error in its log');
  const file = inData('diagnosis.json');
  const handedOn = existsSync(file) ? readFileSync(file, 'utf8') : '';
  check(handedOn !== '', '--diagnose writes diagnosis.json');
  const personal = [card.cid, ...card.nameTh.split('#').filter((part) => part.length > 3), `/home/${user}`];
  const members = provisioned.flatMap(({ staff }) => staff.map(({ name }) => name));
  check(!personal.some((word) => log.includes(word)), 'no word of the citizen in its log');
  check(
    ![...personal, ...members].some((word) => handedOn.includes(word)),
    'nothing personal in diagnosis.json',
  );
}

/** True once the centre has so many records, undefined before. */
function received(records: number): () => Promise<true | undefined> {
  return async () => {
    const rows = await centre.db.selectFrom('records').selectAll().execute();
    return rows.length >= records || undefined;
  };
}

function inData(name: string): string {
  return inside.home('.config/Mor Prom Kiosk', name);
}

function startKiosk(...args: string[]): ChildProcess {
  return inside.spawn(user, inside.inSession(`exec morprom-kiosk ${[...START, ...args].join(' ')}`));
}

function isRunning({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode === null && signalCode === null;
}

/** As a power cut would: every process at once; ends when its display is gone, too. */
async function kill(running: ChildProcess): Promise<void> {
  await inside.run('root', 'pkill -KILL -x morprom-kiosk');
  await until(async () => !isRunning(running) || undefined);
}

/** What the log says of a start that is refused. */
async function refusal(profile: string, ...args: string[]): Promise<string> {
  const all = [...args, `--kiosk-profile=/home/${user}/${profile}`].join(' ');
  const written = await inside.run(user, inside.inSession(`timeout -s KILL 20 morprom-kiosk ${all}`));
  const file = inside.home(profile, 'logs/kiosk.log');
  if (existsSync(file)) return readFileSync(file, 'utf8');
  console.log(`it logged nothing, and wrote: ${written}`);
  return '';
}
