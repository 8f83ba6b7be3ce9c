import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import type {
  Answer,
  KioskBridge,
  KioskStatus,
  LastVisit,
  SupervisorReport,
  VisitView,
} from '../../contract/index.ts';
import { actAt, DEMO_SUPERVISOR, type People, signIn } from './citizen.ts';

/** A card in somebody's hand. */
export type CardInHand = { insert(): Promise<void>; remove(): void };

export type DriveOptions = {
  page: Page;
  card: CardInHand;
  people: People;
  /** Folder for a picture of every screen; none are taken when left out. */
  screens?: string;
  /** Told what happens, in words. */
  say(line: string): void;
  /** Each step must change into the next within this time. */
  stepTimeoutMs?: number;
  /** Stops at this screen, with the card still in, instead of at the end. */
  until?: string;
};

declare global {
  var kiosk: KioskBridge;
}

const SHIFT_MS = 20_000;
/** A face on the screen: the chip's photo, or the picture that was just taken. */
export const SHOWN_PICTURE = 'main canvas[data-shown="true"]';
const ENDS = ['done', 'ended', 'card-problem'];

/**
 * One visit through the real window, as people would make it: sign-in when asked, card in, answers, card out.
 * Ends with the idle screen.
 * @returns what the kiosk tells of the visit, still before its record is delivered
 */
export async function driveVisit(options: DriveOptions): Promise<{ last: LastVisit; steps: string[] }> {
  const { page, card, people, say, stepTimeoutMs = 120_000, until } = options;
  const picture = await pictureTaker(options);
  if (!(await ask<KioskStatus>(page, 'getStatus')).operator) {
    await page.getByTestId(`staff-${people.staffId}`).waitFor({ timeout: stepTimeoutMs });
    await picture('sign-in');
    await signIn(page, people);
    say('the operator signs in');
  }
  await waitForStep(page, 'idle', stepTimeoutMs);
  if (people.language === 'en') await page.getByTestId('language-switch').click();
  await picture('idle');
  say('the citizen puts the card in');
  await card.insert();

  const steps = ['idle'];
  let step = 'idle';
  while (!ENDS.includes(step)) {
    step = await waitForOtherStep(page, step, stepTimeoutMs);
    steps.push(step);
    say(`screen: ${step}`);
    if (step === 'confirm-identity') await waitForPhoto(page, stepTimeoutMs);
    await picture(step);
    if (step === 'face') await pictureEachInstruction(page, picture);
    else await actAt(page, step, people);
  }
  const last = await ask<LastVisit | null>(page, 'getLastVisit');
  if (!last) throw new Error(`no visit took place: ${JSON.stringify(await ask(page, 'getVisit'))}`);
  if (step === until) return { last, steps };
  say('the citizen takes the card');
  card.remove();
  await waitForStep(page, 'idle', stepTimeoutMs);
  return { last, steps };
}

/** Somebody signs in, and the counter invites to a visit. */
export async function openShift(page: Page, people: Pick<People, 'staffId' | 'pin'>): Promise<void> {
  await signIn(page, people);
  await waitForStep(page, 'idle', SHIFT_MS);
}

/** Waits until the record of the last visit has its receipt, or is parked. */
export async function waitForDelivery(page: Page, timeoutMs: number): Promise<LastVisit> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    const last = await ask<LastVisit | null>(page, 'getLastVisit');
    if (last && last.recordState !== 'queued' && last.recordState !== 'leased') return last;
    if (performance.now() > deadline) throw new Error(`the record is still ${last?.recordState}`);
    await page.waitForTimeout(100);
  }
}

/** Waits until the kiosk is registered and has talked to the centre. */
export async function waitForCentre(page: Page, timeoutMs: number): Promise<void> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    const { centre } = await ask<KioskStatus>(page, 'getStatus');
    if (centre.state === 'online') return;
    if (performance.now() > deadline)
      throw new Error(`the centre is ${centre.state} (${centre.error?.code ?? 'no error'})`);
    await page.waitForTimeout(100);
  }
}

/** What the screen hands over at the end of a verified visit. */
export async function shownToken(page: Page): Promise<{ qrText: string; transactionCode: string }> {
  const view = await ask<VisitView>(page, 'getVisit');
  if (view.step !== 'done') throw new Error(`no token is shown at ${view.step}`);
  return view;
}

/** A supervisor looks at the counts and leaves. For a kiosk at which nobody is signed in. */
export async function loadReport(page: Page): Promise<SupervisorReport> {
  await page.evaluate((supervisor) => globalThis.kiosk.signIn(supervisor), DEMO_SUPERVISOR);
  const report = await reportOf(page);
  await page.evaluate(() => globalThis.kiosk.signOut());
  return report;
}

/** The supervisor signs in and looks at the counts, as far as they have the centre's answer. */
export async function lookAtReport(page: Page, screens?: string): Promise<SupervisorReport> {
  await changeShift(page, DEMO_SUPERVISOR);
  const report = await reportOf(page);
  await page.getByTestId('open-report').click();
  await page.locator('[data-page="report"]').waitFor();
  await page.waitForTimeout(500);
  if (screens) await page.screenshot({ path: path.join(screens, '99-report.png') });
  await page.getByTestId('close-report').click();
  return report;
}

/** Who is signed in signs out, and somebody else signs in. */
export async function changeShift(page: Page, person: Pick<People, 'staffId' | 'pin'>): Promise<void> {
  await page.getByTestId('open-status').click();
  await page.getByTestId('sign-out').click();
  await page.getByTestId('close-status').click();
  await signIn(page, person);
}

async function reportOf(page: Page): Promise<SupervisorReport> {
  const answer = await page.evaluate(() => globalThis.kiosk.loadReport({ period: 'all' }));
  if (!answer.ok) throw new Error(`loadReport: ${answer.error.code}`);
  return answer.value;
}

async function ask<Value>(page: Page, command: 'getLastVisit' | 'getStatus' | 'getVisit'): Promise<Value> {
  const answer = await page.evaluate((name): Promise<Answer<unknown>> => globalThis.kiosk[name](), command);
  if (!answer.ok) throw new Error(`${command}: ${answer.error.code}`);
  return answer.value as Value;
}

const currentStep = (page: Page) => page.locator('[data-step]').first();

export async function waitForStep(page: Page, step: string, timeout: number): Promise<void> {
  await page.locator(`[data-step="${step}"]`).first().waitFor({ timeout });
}

async function waitForOtherStep(page: Page, step: string, timeout: number): Promise<string> {
  await page.locator(`[data-step]:not([data-step="${step}"])`).first().waitFor({ timeout });
  return (await currentStep(page).getAttribute('data-step')) ?? step;
}

async function waitForPhoto(page: Page, timeout: number): Promise<void> {
  await page.locator(SHOWN_PICTURE).first().waitFor({ timeout });
}

/** While the camera is on, a picture of each new instruction. */
async function pictureEachInstruction(page: Page, picture: (name: string) => Promise<void>): Promise<void> {
  const seen = new Set<string>();
  const current = currentStep(page);
  for (;;) {
    if ((await current.getAttribute('data-step')) !== 'face') return;
    const guidance = await page
      .locator('[data-guidance]')
      .first()
      .getAttribute('data-guidance', { timeout: 1000 })
      .catch(() => null);
    if (guidance && !seen.has(guidance)) {
      seen.add(guidance);
      await picture(`face-${guidance}`);
    }
    await page.waitForTimeout(50);
  }
}

async function pictureTaker({ page, screens }: DriveOptions): Promise<(name: string) => Promise<void>> {
  if (!screens) return async () => {};
  await mkdir(screens, { recursive: true });
  let number = 0;
  return async (name) => {
    const file = `${String(++number).padStart(2, '0')}-${name}.png`;
    await page.screenshot({ path: path.join(screens, file) });
  };
}
