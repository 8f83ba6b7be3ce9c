import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { RunningCentre } from '../../central/index.ts';
import type { JourneyReport } from '../../tests/journey/index.ts';
import { hasDisplay, inCache, SetupError, withDisplay } from '../setup/index.ts';
import { moveCardByKeys } from './card-keys.ts';
import { type DemoCard, hasRealReader, virtualCardFrom } from './demo-card.ts';
import { demoViewer, startDemoCentre } from './demo-centre.ts';
import { demoData } from './demo-data.ts';
import { type KioskCommand, kioskCommand } from './kiosk-command.ts';
import { readStartOptions, type StartOptions } from './start-options.ts';

const CENTRE_PORT = 8460;
const STOP_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
/** The sample citizen that is used when no card is named. */
const DEFAULT_SAMPLE = inCache('samples', 'somying');

/**
 * `npm start`: the centre, the kiosk of a demonstration facility, and a card to put in. On a desktop a window for
 * people; with `--journey`, or where there is no display, a visit that runs by itself.
 * @returns exit status; of a journey 0 when the visit ended as a visit may end, also refused or declined
 */
export async function start(args: string[]): Promise<number> {
  const options = readStartOptions(args);
  const { centre, provisioning } = startDemoCentre(demoData(options.data, console.log), CENTRE_PORT);
  const drive = options.journey || !hasDisplay();
  const [display, card] = await Promise.all([withDisplay(), cardFor(options, drive)]);
  try {
    const camera = options.camera ?? (drive || !hasCamera() ? clipBeside(options.card) : undefined);
    const profile = path.join(options.data, 'kiosk');
    const command = kioskCommand({ profile, provisioning: await provisioning, camera });
    console.log(
      `card     ${card ? 'virtual card in a virtual reader; the screen says so' : 'the reader attached'}`,
    );
    console.log(
      `camera   ${camera ? `the clip ${shortPath(camera)}; the screen says so` : 'the camera attached'}`,
    );
    void centre.then(sayWhereReportIs);
    if (drive && card) return await journey(options, command, display.env, card, centre);
    return await openForPeople(command, card, profile);
  } finally {
    await card?.stop();
    await (await centre).stop();
    await display.stop();
  }
}

async function sayWhereReportIs(centre: RunningCentre): Promise<void> {
  const { name, password } = await demoViewer(centre);
  console.log(`centre   ${centre.url}`);
  console.log(`report   ${centre.url}/report  name ${name}, password ${password}`);
}

async function journey(
  { out, language }: StartOptions,
  command: KioskCommand,
  env: Record<string, string>,
  card: DemoCard,
  centreReady: Promise<unknown>,
): Promise<number> {
  // Only here: the driver needs the test browser's library, which a kiosk for people does without.
  const { runJourney } = await import('../../tests/journey/index.ts');
  const startedAt = performance.now();
  const say = (line: string) =>
    console.log(`${((performance.now() - startedAt) / 1000).toFixed(1).padStart(6)} s  ${line}`);
  const report = await runJourney({ command, env, card, centreReady, out, people: { language }, say });
  summarize(report, out);
  return report.outcome === 'failed' ? 1 : 0;
}

function summarize(report: JourneyReport, out: string): void {
  const { outcome, reason, level, comparison, token, record, totals } = report;
  console.log(`\noutcome  ${outcome}${reason ? ` (${reason})` : ''}${level ? `, level ${level}` : ''}`);
  if (comparison)
    console.log(`face     score ${comparison.score.toFixed(3)}, accepted from ${comparison.threshold}`);
  if (token) console.log(`token    ${token.id}`);
  if (record) console.log(`record   ${record.id}: ${record.state}`);
  if (totals)
    console.log(
      `facility ${totals.devices} devices, ${totals.persons} persons, ${totals.tokens} tokens, ${totals.confirmedTokens} confirmed`,
    );
  console.log(`report   ${shortPath(path.join(out, 'journey.json'))}`);
  for (const picture of readdirSync(out).filter((file) => file.endsWith('.png')))
    console.log(`screen   ${shortPath(path.join(out, picture))}`);
}

async function openForPeople(
  { executable, args, cwd }: KioskCommand,
  card: DemoCard | null,
  profile: string,
): Promise<number> {
  // What Chromium says on the terminal is for its own developers; the kiosk's log has what matters.
  const kiosk = spawn(executable, args, { cwd, stdio: 'ignore' });
  const closeKiosk = () => kiosk.kill();
  const stopKeys = card ? moveCardByKeys(card, closeKiosk) : () => {};
  // Ctrl-C closes the kiosk; centre and card are then put away in their order.
  for (const signal of STOP_SIGNALS) process.on(signal, closeKiosk);
  try {
    const [status, signal] = await once(kiosk, 'exit');
    if (status !== 0 && signal === null)
      console.error(
        `the kiosk ended with status ${status}; its log is ${path.join(profile, 'logs', 'kiosk.log')}`,
      );
    return Number(status ?? 0);
  } finally {
    for (const signal of STOP_SIGNALS) process.off(signal, closeKiosk);
    stopKeys();
  }
}

/** Null where a real reader waits for real cards. A journey always holds its own card. */
async function cardFor({ card }: StartOptions, drive: boolean): Promise<DemoCard | null> {
  if (!drive && !card && (await hasRealReader())) return null;
  return virtualCardFrom(card ?? path.join(DEFAULT_SAMPLE, 'card.json'));
}

/** The clip that set-up made with a sample citizen's card; another card gets the default citizen's face. */
function clipBeside(card: string | undefined): string {
  const beside = card ? path.join(path.dirname(card), 'clip.mjpeg') : '';
  const clip = existsSync(beside) ? beside : path.join(DEFAULT_SAMPLE, 'clip.mjpeg');
  if (!existsSync(clip)) throw new SetupError(`there is no clip ${clip}`, 'Run `npm run setup` first.');
  return clip;
}

/** Only Linux tells without opening it; elsewhere a camera is taken for granted, and the screen helps if not. */
function hasCamera(): boolean {
  if (process.platform !== 'linux') return true;
  return readdirSync('/dev').some((name) => /^video\d+$/.test(name));
}

const shortPath = (file: string): string => path.relative(process.cwd(), file);
