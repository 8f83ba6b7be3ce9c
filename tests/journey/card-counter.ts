import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { ERRORS, type ErrorCode, isMachineTrouble, type VirtualCard } from '../../contract/index.ts';
import { inCache } from '../../native/setup/index.ts';
import {
  createVirtualCard,
  ensurePcscd,
  FIRST_READER_PORT,
  loadCard,
  type Pcscd,
  type VirtualCardHandle,
} from '../../native/virtual-card/index.ts';
import { exampleCard, examplePhoto } from '../../native/virtual-card/testing/index.ts';
import { DEMO_PEOPLE, signIn } from './citizen.ts';
import { SHOWN_PICTURE, waitForStep } from './drive.ts';
import type { OpenKiosk } from './open-kiosk.ts';
import { createWorld, type Kiosk, type World } from './world.ts';

/** The virtual reader as PC/SC names it. */
export const READER_NAME = 'Virtual PCD 00 00';
export const LIMIT_MS = 20_000;
const SAMPLE = 'somying';

/** What the screen may show of the example card's citizen, in either language; the surname is an operator's too. */
export const EXAMPLE_CITIZEN = { firstName: 'สมหญิง', words: ['สมหญิง', 'Somying', 'x-xxxx-xxxxx-12-1'] };
/** Small, so that a reading takes half the exchanges. */
const SMALL_PHOTO = examplePhoto({ quality: 30 });

/** A counter at which everything that can happen to a card happens: kiosk, reader service, and cards of any kind. */
export type CardCounter = {
  world: World;
  device: Kiosk;
  page(): Page;
  app(): OpenKiosk['app'];
  /** Opens the kiosk, without an operator; one that is open is closed first. */
  open(sample?: string): Promise<Page>;
  signIn(): Promise<void>;
  /** A card of an invented person, changed as wished; it is in nobody's reader yet. */
  card(changes?: Partial<VirtualCard>, photo?: Uint8Array): VirtualCardHandle;
  /** The card of a sample citizen, changed as wished. */
  sampleCard(id: string, changes?: Partial<VirtualCard>): Promise<VirtualCardHandle>;
  /** Ends the visit, pulls out every card and waits until the kiosk invites the next citizen. */
  clear(): Promise<void>;
  /** False when the service was running before us and is not ours to stop. */
  ownsService(): boolean;
  stopService(signal: 'SIGTERM' | 'SIGKILL'): Promise<void>;
  startService(): Promise<void>;
  killPcscHost(): Promise<void>;
  /** The picture (PNG) made as wide as this, by the kiosk's own Electron. */
  shrink(png: Uint8Array, widthPx: number): Promise<Uint8Array>;
  close(): Promise<void>;
};

export async function openCardCounter(name: string): Promise<CardCounter> {
  const world = await createWorld();
  const device = await world.newKiosk(name);
  let service: Pcscd = await ensurePcscd({ ports: [FIRST_READER_PORT] });
  let kiosk: OpenKiosk | null = null;
  const cards: VirtualCardHandle[] = [];

  function opened(): OpenKiosk {
    if (!kiosk) throw new Error('the kiosk is not open');
    return kiosk;
  }

  function keep(card: VirtualCardHandle): VirtualCardHandle {
    cards.push(card);
    return card;
  }

  return {
    world,
    device,
    page: () => opened().page,
    app: () => opened().app,
    async open(sample = SAMPLE) {
      await kiosk?.close();
      kiosk = await device.open(sample);
      return kiosk.page;
    },
    signIn: () => signIn(opened().page, DEMO_PEOPLE),
    card: (changes, photo = SMALL_PHOTO) => keep(createVirtualCard({ card: exampleCard(changes), photo })),
    async sampleCard(id, changes) {
      const { card, ...rest } = await loadCard(inCache('samples', id, 'card.json'));
      return keep(createVirtualCard({ ...rest, card: { ...card, ...changes } }));
    },
    async clear() {
      const { page } = opened();
      // A visit that was ended leaves no sentence behind when the card goes; the next one starts from a clean screen.
      const no = page.getByTestId('answer-identity-no');
      if (await no.isVisible()) {
        await no.click();
        await waitForStep(page, 'ended', LIMIT_MS);
      }
      for (const card of cards.splice(0)) card.close();
      await waitForStep(page, 'idle', LIMIT_MS);
    },
    ownsService: () => service.startedHere,
    async stopService(signal) {
      if (service.pid === null) throw new Error('this smart-card service is not ours to stop');
      if (signal === 'SIGKILL') process.kill(service.pid, signal);
      await service.stop();
    },
    async startService() {
      service = await ensurePcscd({ ports: [FIRST_READER_PORT] });
    },
    async killPcscHost() {
      const pid = await opened().app.evaluate(
        ({ app }) => app.getAppMetrics().find((process) => process.name === 'pcsc-host')?.pid,
      );
      if (!pid) throw new Error('there is no process named pcsc-host');
      process.kill(pid, 'SIGKILL');
    },
    async shrink(png, widthPx) {
      const base64 = await opened().app.evaluate(
        ({ nativeImage }, { picture, width }) =>
          nativeImage
            .createFromBuffer(Buffer.from(picture, 'base64'))
            .resize({ width, quality: 'best' })
            .toPNG()
            .toString('base64'),
        { picture: Buffer.from(png).toString('base64'), width: widthPx },
      );
      return new Uint8Array(Buffer.from(base64, 'base64'));
    },
    async close() {
      for (const card of cards) card.close();
      await world.close();
      await service.stop();
    },
  };
}

/** A smart-card service that has no reader, as when its cable is out. Needs root. @returns ends it */
export async function startServiceWithoutReader(): Promise<() => Promise<void>> {
  const noReaders = mkdtempSync(path.join(tmpdir(), 'no-readers-'));
  const child = spawn('pcscd', ['--foreground', '--config', noReaders], { stdio: 'ignore' });
  return async () => {
    const ended = once(child, 'exit');
    child.kill();
    await ended;
    rmSync(noReaders, { recursive: true });
  };
}

/** Waits for an error's sentence on screen. @returns the whole of it, remedy and code included */
export async function errorOnScreen(page: Page, code: ErrorCode, timeout = LIMIT_MS): Promise<string> {
  const shown = page.locator(`[data-error="${code}"]`).first();
  await shown.waitFor({ timeout }).catch(async (cause) => {
    // What came in its place is what one wants to know.
    const instead = await page.locator('main').innerText();
    throw new Error(`${code} is not shown; on the screen: ${instead}`, { cause });
  });
  const text = await shown.innerText();
  // The citizen is told to wait; what is the matter with the machine is said to staff, who alone are there before the sign-in.
  const isToStaff = (await page.getByTestId('sign-in-notice').count()) > 0;
  const [beforeBrace = ''] = ERRORS[code].th.split('{');
  if (joined(text).includes(joined(beforeBrace)) !== (isToStaff || !isMachineTrouble(code)))
    throw new Error(`${code} is shown as "${text}"`);
  if (!text.includes(code)) throw new Error(`the code ${code} is not to be read in "${text}"`);
  return text;
}

/** Phrases stand in lines of their own; what is said is the same. */
const joined = (text: string) => text.replace(/\s+/g, ' ').trim();

/** Waits for the name of the citizen whose card was read. */
export async function citizenOnScreen(page: Page, firstName: string, timeout = LIMIT_MS): Promise<void> {
  await waitForStep(page, 'confirm-identity', timeout);
  await page.getByText(firstName).first().waitFor({ timeout });
}

/** Waits for the chip's photo: the card has then been read to the end and let go. */
export async function photoOnScreen(page: Page): Promise<void> {
  await page.locator(SHOWN_PICTURE).first().waitFor({ timeout: LIMIT_MS });
}

/**
 * Waits until nothing of a citizen is left in the page: no word of these (all invented), and no picture of a person.
 * @returns how long it took, in milliseconds
 */
export async function untilForgotten(page: Page, words: readonly string[], limitMs = 5000): Promise<number> {
  const startedAt = performance.now();
  for (;;) {
    const [html, pictures] = [await page.content(), await page.locator(SHOWN_PICTURE).count()];
    const tookMs = performance.now() - startedAt;
    const left = words.filter((word) => html.includes(word));
    if (left.length === 0 && pictures === 0) return tookMs;
    if (tookMs > limitMs) throw new Error(`still in the page: ${left.join(', ')}; ${pictures} pictures`);
    await sleep(20);
  }
}
