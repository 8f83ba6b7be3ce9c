import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { kioskCommand } from '../../native/demo/index.ts';
import { type CardCounter, EXAMPLE_CITIZEN, LIMIT_MS, openCardCounter } from './card-counter.ts';
import { DEMO_SUPERVISOR } from './citizen.ts';
import { changeShift, waitForCentre, waitForStep } from './drive.ts';

/** The diagnosis as whoever looks after the machine uses it: every button of its screen. */
const TEST_MS = 120_000;

let counter: CardCounter;
let page: Page;

beforeAll(async () => {
  counter = await openCardCounter('diagnosis');
  page = await counter.open();
  await waitForCentre(page, LIMIT_MS);
  await counter.signIn();
  await waitForStep(page, 'idle', LIMIT_MS);
}, TEST_MS);
afterAll(() => counter.close());

async function openDiagnosis(): Promise<void> {
  await page.getByTestId('open-status').click();
  await page.getByTestId('open-diagnosis').click();
  await page.getByTestId('finding-reader').waitFor({ timeout: LIMIT_MS });
}

const finding = async (subject: string) =>
  (await page.getByTestId(`finding-${subject}`).allInnerTexts()).join('\n');

/** A second start of the kiosk, over ssh: without a display. */
function diagnoseBeside(): Promise<{ status: number | null; told: string }> {
  const { executable, args, cwd } = kioskCommand({ profile: counter.device.profile });
  const env: NodeJS.ProcessEnv = { ...process.env, DISPLAY: '', WAYLAND_DISPLAY: '' };
  const second = spawn(executable, [...args, '--diagnose'], {
    cwd,
    env,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let told = '';
  second.stdout.on('data', (chunk) => {
    told += chunk;
  });
  return new Promise((resolve) => second.on('close', (status) => resolve({ status, told })));
}

describe('the diagnosis', () => {
  it(
    'tells of reader, centre and waiting records, and anew when asked again',
    async () => {
      await openDiagnosis();
      expect(await finding('reader')).toContain('Virtual PCD');
      for (const subject of ['vault', 'outbox', 'clock', 'disk'])
        expect(await page.getByTestId(`finding-${subject}`).count()).toBeGreaterThan(0);
      const answers = async () => (await finding('centre')).includes('ตอบภายใน');
      expect(await answers()).toBe(true);
      await counter.world.stopCentre();
      await page.getByTestId('diagnose-again').click();
      await expect.poll(answers, { timeout: LIMIT_MS }).toBe(false);
      await counter.world.startCentre();
      await page.getByTestId('diagnose-again').click();
      await expect.poll(answers, { timeout: LIMIT_MS }).toBe(true);
    },
    TEST_MS,
  );

  it(
    'is told on the command line by the running kiosk, which goes on',
    async () => {
      const { status, told } = await diagnoseBeside();
      for (const subject of ['reader', 'vault', 'provisioning', 'outbox', 'centre', 'clock'])
        expect(told).toMatch(new RegExp(`^good +${subject}`, 'm'));
      expect(told).not.toContain('VAULT_LOCKED');
      // The machine of the tests may have no camera device: the kiosk's is a clip.
      expect(status).toBe(/^BAD (?! +log)/m.test(told) ? 1 : 0);
      expect(await page.getByTestId('diagnosis').count()).toBe(1);
    },
    TEST_MS,
  );

  it(
    'shows the camera’s picture with the frames that really come, and turns it off',
    async () => {
      await page.getByTestId('try-camera').click();
      await page
        .getByTestId('frame-rate')
        .getByText(/\d+ × \d+ · .*\d/)
        .waitFor({ timeout: LIMIT_MS });
      await page.getByTestId('try-camera').click();
      expect(await page.locator('video').count()).toBe(0);
    },
    TEST_MS,
  );

  it(
    'reads a card and tells how long it took, no word of what stands on it, and no visit begins',
    async () => {
      await page.getByTestId('try-card').click();
      const card = counter.card();
      await card.insert();
      await page.getByTestId('card-test').getByText('ATR').waitFor({ timeout: LIMIT_MS });
      expect(await page.getByTestId('card-test').innerText()).toMatch(/ATR 3B/);
      const html = await page.content();
      for (const word of EXAMPLE_CITIZEN.words) expect(html).not.toContain(word);
      expect(await page.getByTestId('diagnosis').count()).toBe(1);
      await counter.clear();
    },
    TEST_MS,
  );

  it(
    'is written to a drive by a supervisor only, with nothing personal in it',
    async () => {
      await page.getByTestId('close-diagnosis').click();
      await waitForStep(page, 'idle', LIMIT_MS);
      const refused = await page.evaluate(() => globalThis.kiosk.saveDiagnosis());
      expect(refused).toMatchObject({ ok: false, error: { code: 'SUPERVISOR_ONLY' } });
      await changeShift(page, DEMO_SUPERVISOR);
      await openDiagnosis();
      const drive = mkdtempSync(path.join(tmpdir(), 'drive-'));
      // The system's own window can't be pressed from here; it answers as a person would.
      await counter.app().evaluate(({ dialog }, chosen) => {
        dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [chosen] });
      }, drive);
      await page.getByTestId('save-diagnosis').click();
      await expect.poll(() => readdir(drive), { timeout: LIMIT_MS }).toHaveLength(1);
      const [file = 'none'] = await readdir(drive);
      const text = await readFile(path.join(drive, file), 'utf8');
      expect(JSON.parse(text)).toMatchObject({ version: expect.any(String) });
      for (const word of EXAMPLE_CITIZEN.words) expect(text).not.toContain(word);
      rmSync(drive, { recursive: true });
    },
    TEST_MS,
  );
});
