import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { DemoCard } from '../../native/demo/index.ts';
import { inCache } from '../../native/setup/index.ts';
import { DEMO_PEOPLE, type People, signIn } from './citizen.ts';
import {
  driveVisit,
  loadReport,
  lookAtReport,
  shownToken,
  waitForCentre,
  waitForDelivery,
  waitForStep,
} from './drive.ts';
import { claimWith, openHolderPage } from './holder-page.ts';
import type { OpenKiosk } from './open-kiosk.ts';
import { tracesLeft, wordsOf } from './traces.ts';
import { createWorld, type Kiosk, type World } from './world.ts';

const VISIT_MS = 180_000;
const SAMPLE = 'somying';
/** The two kinds of card beside the common one; wilai's is for life and knows only her year of birth. */
const LAYOUT_0002 = 'malee';
const OTHER_GET_RESPONSE = 'wilai';
const MISMATCH = 'kanya';
/** As many as the policy asks for. */
const CHALLENGES = 3;
/** The screens at which somebody acts, in their order; between them others may pass quickly. */
const SCREENS_OF_PEOPLE = ['idle', 'confirm-identity', 'consent', 'face', 'operator-look', 'done'];

let world: World;
let kiosk: OpenKiosk | null = null;
let card: DemoCard | null = null;

beforeAll(async () => {
  world = await createWorld();
}, 60_000);

afterEach(async () => {
  await kiosk?.close();
  await card?.stop();
  kiosk = null;
  card = null;
});

afterAll(() => world.close(), 60_000);

declare global {
  var cameraOpenings: number;
  var notesRung: number;
}

async function countCameraOpenings(page: Page): Promise<void> {
  await page.evaluate(() => {
    globalThis.cameraOpenings = 0;
    const { mediaDevices } = globalThis.navigator as unknown as {
      mediaDevices: { getUserMedia: CameraOpener };
    };
    const open = mediaDevices.getUserMedia.bind(mediaDevices);
    mediaDevices.getUserMedia = (wanted) => {
      globalThis.cameraOpenings += 1;
      return open(wanted);
    };
  });
}

async function countNotes(page: Page): Promise<void> {
  await page.evaluate(() => {
    globalThis.notesRung = 0;
    const { prototype } = (globalThis as unknown as { OscillatorNode: { prototype: { start(): void } } })
      .OscillatorNode;
    const start = prototype.start;
    prototype.start = function (...when) {
      globalThis.notesRung += 1;
      return start.apply(this, when);
    };
  });
}

type CameraOpener = (wanted: unknown) => Promise<unknown>;

/** A kiosk that has met the centre once, and a card in hand. */
async function atTheCounter(name: string, sample = SAMPLE) {
  const device = await world.newKiosk(name);
  kiosk = await device.open(sample);
  const { page, app } = kiosk;
  await waitForCentre(page, 20_000);
  await countCameraOpenings(page);
  await countNotes(page);
  const hand = await world.takeCard(sample);
  card = hand;
  return { page, app, device, hand };
}

type VisitOptions = { sample?: string; people?: Partial<People>; until?: string };

async function visit(name: string, { sample = SAMPLE, people = {}, until }: VisitOptions = {}) {
  const counter = await atTheCounter(name, sample);
  const { page, hand } = counter;
  const result = await driveVisit({
    page,
    card: hand,
    people: { ...DEMO_PEOPLE, ...people },
    say: () => {},
    ...(until && { until }),
  });
  return { ...counter, ...result };
}

async function visitWithoutNetwork(name: string, sample?: string) {
  const counter = await atTheCounter(name, sample);
  const totals = await world.totals();
  await world.stopCentre();
  return { ...counter, totals };
}

/** Once the card is out nothing is left of who it was; the surname of a sample may be an operator's, too. */
async function leavesNothing(page: Page, device: Kiosk, sample: string): Promise<void> {
  card?.remove();
  await waitForStep(page, 'idle', 10_000);
  const content = JSON.parse(await readFile(inCache('samples', sample, 'card.json'), 'utf8'));
  const [first, , ...others] = wordsOf(content);
  expect(await tracesLeft(page, device, [first ?? 'no name', ...others])).toEqual([]);
}

describe('a visit in the real window', () => {
  it(
    'ends with a token, a record with a receipt, and one more person and token at the centre',
    async () => {
      const before = await world.totals();
      const { last, page, steps } = await visit('verified');
      expect(await page.evaluate(() => globalThis.cameraOpenings)).toBe(1);
      expect(last.summary).toMatchObject({
        outcome: 'verified',
        level: '2.1',
        levelPending: '2.3',
        comparison: { zone: 'accept' },
        liveness: { outcome: 'live' },
      });
      expect(last.summary.liveness?.challenges.filter(({ passed }) => passed)).toHaveLength(CHALLENGES);
      expect(steps.filter((step) => SCREENS_OF_PEOPLE.includes(step))).toEqual(SCREENS_OF_PEOPLE);
      const { recordState, receipt } = await waitForDelivery(page, 20_000);
      expect(recordState).toBe('received');
      expect(receipt?.split('.')).toHaveLength(3);
      const after = await world.totals();
      expect(after.persons).toBe(before.persons + 1);
      expect(after.tokens).toBe(before.tokens + 1);
      expect(after.devices).toBe(before.devices + 1);
    },
    VISIT_MS,
  );

  it(
    'gives a token that its holder confirms with the code, once, and forgets the citizen with the card (of the layout 0002)',
    async () => {
      const { page, last, hand, app } = await visit('holder', { sample: LAYOUT_0002, until: 'done' });
      const { qrText, transactionCode } = await shownToken(page);
      await waitForDelivery(page, 20_000);
      const before = await world.totals();
      const phone = await openHolderPage(app, qrText);
      await claimWith(phone, transactionCode === '000000' ? '000001' : '000000');
      await phone.locator('#message.stop').waitFor();
      expect((await world.totals()).confirmedTokens).toBe(before.confirmedTokens);
      await claimWith(phone, transactionCode);
      await phone.locator('#done').waitFor();
      expect((await world.totals()).confirmedTokens).toBe(before.confirmedTokens + 1);
      await page.evaluate(() => globalThis.kiosk.sendNow());
      const tokenStatus = async () => (await waitForDelivery(page, 20_000)).tokenStatus;
      await expect.poll(tokenStatus, { timeout: 20_000 }).toBe('confirmed');
      await phone.goto(`${world.centre().url}/verify`);
      await phone.locator('#ask').click();
      await phone.locator('#present').click();
      await phone.locator('#level', { hasText: 'IAL 2.1' }).waitFor();
      expect(last.summary.outcome).toBe('verified');

      hand.remove();
      await waitForStep(page, 'idle', 1_000);
      const content = await page.content();
      for (const trace of ['มาลี', 'Malee', transactionCode]) expect(content).not.toContain(trace);
    },
    VISIT_MS,
  );

  it(
    'refuses the face of somebody else: no token, no record, and the reason on screen',
    async () => {
      const { last, steps, page, device } = await visit('mismatch', { sample: MISMATCH });
      expect(steps).toContain('person-needed');
      expect(['refused', 'referred']).toContain(last.summary.outcome);
      expect(last.summary).toMatchObject({ reason: 'FACE_NO_MATCH', tokenId: null, recordId: null });
      await leavesNothing(page, device, MISMATCH);
    },
    VISIT_MS,
  );

  it(
    'opens no camera and keeps nothing when consent is declined, and rings for the card',
    async () => {
      const before = await world.totals();
      const { last, steps, page, device } = await visit('declined', { people: { consent: 'decline' } });
      expect(await page.evaluate(() => globalThis.cameraOpenings)).toBe(0);
      expect(await page.evaluate(() => globalThis.notesRung)).toBeGreaterThanOrEqual(2);
      expect(await lookAtReport(page)).toMatchObject({ outbox: { waiting: 0, parked: 0, received: 0 } });
      expect(last.summary).toMatchObject({
        outcome: 'declined',
        tokenId: null,
        recordId: null,
        liveness: null,
      });
      expect(steps).not.toContain('face');
      const { tokens, persons } = await world.totals();
      expect({ tokens, persons }).toEqual({ tokens: before.tokens, persons: before.persons });
      await leavesNothing(page, device, SAMPLE);
    },
    VISIT_MS,
  );

  it(
    'says so when the card is pulled out in the middle, forgets the citizen, and takes the next card',
    async () => {
      const device = await world.newKiosk('pulled');
      kiosk = await device.open(SAMPLE);
      card = await world.takeCard(SAMPLE);
      const { page } = kiosk;
      await signIn(page, DEMO_PEOPLE);
      await waitForStep(page, 'idle', 10_000);
      await card.insert();
      await waitForStep(page, 'confirm-identity', 20_000);
      card.remove();
      await waitForStep(page, 'card-problem', 2_000);
      expect(await page.content()).not.toContain('สมหญิง');
      await expect.poll(() => page.locator('body').innerText()).toContain('CARD_REMOVED');
      await card.insert();
      await waitForStep(page, 'confirm-identity', 20_000);
    },
    VISIT_MS,
  );

  it(
    'keeps the record while the centre is away and delivers it when it is back (a card of the other GET RESPONSE, 3B 67)',
    async () => {
      const { page, totals, hand } = await visitWithoutNetwork('offline', OTHER_GET_RESPONSE);
      const { last } = await driveVisit({ page, card: hand, people: DEMO_PEOPLE, say: () => {} });
      expect(last.summary.outcome).toBe('verified');
      expect(['queued', 'leased']).toContain(last.recordState);
      await world.startCentre();
      const { recordState } = await waitForDelivery(page, 60_000);
      expect(recordState).toBe('received');
      expect((await world.totals()).tokens).toBe(totals.tokens + 1);
    },
    VISIT_MS,
  );

  it(
    'loses and doubles nothing when the kiosk is killed right after the decision',
    async () => {
      const { page, totals, hand, device } = await visitWithoutNetwork('killed');
      await driveVisit({ page, card: hand, people: DEMO_PEOPLE, say: () => {}, until: 'done' });
      kiosk?.kill();
      hand.remove();
      await world.startCentre();
      kiosk = await device.open(SAMPLE);
      const { page: restarted } = kiosk;
      const outbox = async () => (await loadReport(restarted)).outbox;
      await expect.poll(outbox, { timeout: 60_000 }).toMatchObject({ waiting: 0, parked: 0, received: 1 });
      const { tokens, persons } = await world.totals();
      expect({ tokens, persons }).toEqual({ tokens: totals.tokens + 1, persons: totals.persons });
    },
    VISIT_MS,
  );
});
