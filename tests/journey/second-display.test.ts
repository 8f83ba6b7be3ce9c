import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Answer, KioskBridge, VirtualCard } from '../../contract/index.ts';
import type { DemoCard } from '../../native/demo/index.ts';
import { inCache, xServer } from '../../native/setup/index.ts';
import { actAt, DEMO_PEOPLE, signIn } from './citizen.ts';
import { waitForStep } from './drive.ts';
import type { OpenKiosk } from './open-kiosk.ts';
import { tracesLeft, wordsOf } from './traces.ts';
import { startTwoDisplays, type TwoDisplays } from './two-displays.ts';
import { createWorld, type Kiosk, type World } from './world.ts';

/** A visit at a kiosk whose second display comes and goes: two outputs of one X server, as with a cable. */
const SAMPLE = 'malee';
/** Of a test, and of each wait in it. */
const LIMIT_MS = 60_000;
const WAIT_MS = 20_000;
/** Null where Xorg can't be had: without apt, or not as root. */
const server = xServer();
let displays: TwoDisplays;
let world: World | undefined;
let kiosk: Kiosk;
let opened: OpenKiosk;
let card: DemoCard;
let counter: Page;
let citizen: Page;

beforeAll(async () => {
  if (!server) return;
  displays = await startTwoDisplays(server);
  world = await createWorld(async () => displays);
  kiosk = await world.newKiosk('second-display');
  card = await world.takeCard(SAMPLE);
  opened = await kiosk.open(SAMPLE, ['--kiosk-mode']);
  counter = opened.page;
  await signIn(counter, DEMO_PEOPLE);
}, 2 * LIMIT_MS);
afterAll(() => world?.close());

async function attach(): Promise<Page> {
  const coming = opened.app.waitForEvent('window', { timeout: WAIT_MS });
  await displays.attachSecond();
  return coming;
}

async function unplug(): Promise<void> {
  const gone = citizen.waitForEvent('close', { timeout: WAIT_MS });
  await displays.unplugSecond();
  await gone;
}

/** What a script in this window gets when it sends a command with this input. */
const ask = (page: Page, name: keyof KioskBridge, input?: unknown) =>
  page.evaluate(
    ([command, given]) => {
      const { kiosk } = globalThis as unknown as {
        kiosk: Record<string, (input: unknown) => Promise<Answer<unknown>>>;
      };
      return kiosk[command]?.(given);
    },
    [name, input] as const,
  );

const comfortIn = (page: Page) =>
  page.evaluate(`[document.documentElement.lang, document.documentElement.dataset.contrast]`);

const doingAt = (page: Page) => page.getByTestId('under-way').getAttribute('data-doing');

describe.skipIf(!server)('the second display', () => {
  it(
    'is the citizen’s as soon as it is attached; the first becomes the counter’s desk',
    async () => {
      citizen = await attach();
      await waitForStep(citizen, 'idle', WAIT_MS);
      await counter.getByTestId('desk').waitFor({ timeout: WAIT_MS });
      expect(await counter.getByTestId('close-desk').count()).toBe(0);
      expect(await citizen.getByTestId('open-status').count()).toBe(0);
      expect(await citizen.content()).not.toContain(await operatorName());
    },
    LIMIT_MS,
  );

  it('has the same locks as the first: sandbox, kiosk mode, no other window', async () => {
    const windows = await opened.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()
        .filter(({ webContents }) => webContents.getURL().startsWith('kiosk://app/'))
        .map((window) => {
          const contents = window.webContents as unknown as { getLastWebPreferences(): object };
          return { isKiosk: window.isKiosk(), preferences: contents.getLastWebPreferences() };
        }),
    );
    expect(windows).toHaveLength(2);
    const [first, second] = windows;
    expect(second).toEqual(first);
    expect(second).toMatchObject({ isKiosk: true, preferences: { sandbox: true, nodeIntegration: false } });
    expect(await citizen.evaluate("window.open('https://example.org/') === null")).toBe(true);
  });

  it(
    'takes the citizen’s questions, and neither window answers for the other',
    async () => {
      await card.insert();
      await waitForStep(citizen, 'confirm-identity', WAIT_MS);
      await expect.poll(() => doingAt(counter)).toBe('confirm-identity');
      expect(await counter.content()).not.toContain(await firstName());
      const refused = { ok: false, error: { code: 'REQUEST_INVALID' } };
      expect(await ask(counter, 'answerIdentity', { mine: true })).toMatchObject(refused);
      expect(await ask(citizen, 'loadDesk', { reference: '' })).toMatchObject(refused);
      expect(await ask(citizen, 'signOut')).toMatchObject(refused);
      const view = await ask(counter, 'getVisit');
      expect(JSON.stringify(view)).not.toContain(await firstName());
      await citizen.getByTestId('language-switch').click();
      await citizen.getByTestId('contrast-switch').click();
      await actAt(citizen, 'confirm-identity', DEMO_PEOPLE);
      await waitForStep(citizen, 'consent', WAIT_MS);
      await actAt(citizen, 'consent', DEMO_PEOPLE);
      await waitForStep(citizen, 'face', WAIT_MS);
      await expect.poll(() => doingAt(counter)).toBe('face');
      expect(await counter.locator('video').count()).toBe(0);
    },
    LIMIT_MS,
  );

  it(
    'may be pulled out in mid-visit: the capture goes on at the first, in the language and colours that were chosen',
    async () => {
      expect(await comfortIn(counter)).toEqual(['th', 'normal']);
      await unplug();
      await waitForStep(counter, 'face', WAIT_MS);
      expect(await comfortIn(counter)).toEqual(['en', 'high']);
      await waitForStep(counter, 'operator-look', LIMIT_MS);
    },
    2 * LIMIT_MS,
  );

  it(
    'may come back while staff look: they go on, the citizen is told to wait and then gets the QR',
    async () => {
      citizen = await attach();
      await waitForStep(citizen, 'staff-turn', WAIT_MS);
      expect(await comfortIn(citizen)).toEqual(['en', 'high']);
      await expect.poll(() => comfortIn(counter)).toEqual(['th', 'normal']);
      expect(await citizen.content()).not.toContain(await firstName());
      await actAt(counter, 'operator-look', DEMO_PEOPLE);
      await waitForStep(citizen, 'done', WAIT_MS);
      await citizen.getByTestId('transaction-code').waitFor({ timeout: WAIT_MS });
      await expect.poll(() => doingAt(counter)).toBe('done');
    },
    LIMIT_MS,
  );

  it(
    'keeps nothing of the citizen once the card is out, nor does the first',
    async () => {
      const code = (await citizen.getByTestId('transaction-code').innerText()).replace(/\D/g, '');
      card.remove();
      await waitForStep(citizen, 'idle', WAIT_MS);
      await counter.getByTestId('desk').waitFor({ timeout: WAIT_MS });
      expect(await comfortIn(citizen)).toEqual(['th', 'normal']);
      const words = [...wordsOf(await sampleCard()), code];
      for (const page of [counter, citizen]) expect(await tracesLeft(page, kiosk, words)).toEqual([]);
    },
    LIMIT_MS,
  );

  it(
    'says that the counter is closed while nobody is signed in',
    async () => {
      expect(await ask(counter, 'signOut')).toMatchObject({ ok: true });
      await citizen.getByTestId('closed').waitFor({ timeout: WAIT_MS });
      await counter.getByTestId(`staff-${DEMO_PEOPLE.staffId}`).waitFor({ timeout: WAIT_MS });
    },
    LIMIT_MS,
  );
});

async function operatorName(): Promise<string> {
  const answer = await ask(counter, 'getStatus');
  const name = (answer as { value: { operator: { name: string } } }).value.operator.name;
  expect(name).not.toBe('');
  return name;
}

type SampleCard = Pick<VirtualCard, 'cid' | 'nameTh' | 'nameEn' | 'address'>;

async function sampleCard(): Promise<SampleCard> {
  return JSON.parse(await readFile(inCache('samples', SAMPLE, 'card.json'), 'utf8')) as SampleCard;
}

/** On the card it is between the first two of its signs. */
const firstName = async () => (await sampleCard()).nameTh.split('#')[1] ?? '';
