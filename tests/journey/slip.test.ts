import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSlip } from '../slip/index.ts';
import { type CardCounter, LIMIT_MS, openCardCounter } from './card-counter.ts';
import { DEMO_PEOPLE } from './citizen.ts';
import { driveVisit, shownToken, waitForCentre, waitForStep } from './drive.ts';
import { tracesLeft, wordsOf } from './traces.ts';

const SAMPLE = 'malee';
const VISIT_MS = 180_000;

let counter: CardCounter;

beforeAll(async () => {
  counter = await openCardCounter('slip');
});
afterAll(() => counter.close());

describe('the slip where there is no printer', () => {
  it(
    'is a file of the roll’s width with code and reference, without a name, a number or the QR; nothing of the citizen stays once the card is out',
    async () => {
      const page = await counter.open(SAMPLE);
      await waitForCentre(page, LIMIT_MS);
      const card = await counter.sampleCard(SAMPLE);
      const { last } = await driveVisit({ page, card, people: DEMO_PEOPLE, say: () => {}, until: 'done' });
      const file = path.join(counter.device.profile, 'slip', 'slip.pdf');
      await expect.poll(() => existsSync(file), { timeout: LIMIT_MS }).toBe(true);

      const { text, widthMm, pages } = await readSlip(file);
      const { transactionCode, qrText } = await shownToken(page);
      expect(text.replace(/\s/g, '')).toContain(transactionCode);
      expect(text).toContain(last.summary.recordId?.slice(0, 8));
      expect(pages).toBe(1);
      expect(widthMm).toBeCloseTo(80, 0);
      const cid = JSON.parse(await readFile(cardFile(), 'utf8')).cid as string;
      for (const secret of ['มาลี', 'Malee', cid, cid.slice(-4), new URL(qrText).hash.slice(0, 20)])
        expect(text).not.toContain(secret);

      const folder = path.join(counter.device.profile, '..');
      await counter.app().evaluate(({ dialog }, chosen) => {
        dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [chosen] });
      }, folder);
      await page.getByTestId('open-status').click();
      await page.getByTestId('save-slip').click();
      const savedText = await page.getByTestId('slip-saved').innerText({ timeout: LIMIT_MS });
      const savedFile = path.join(folder, /morprom-slip-\S+\.pdf/.exec(savedText)?.[0] ?? 'nothing');
      expect((await readSlip(savedFile)).text.replace(/\s/g, '')).toContain(transactionCode);
      await page.getByTestId('close-status').click();

      card.remove();
      await waitForStep(page, 'idle', LIMIT_MS);
      await expect.poll(() => existsSync(file), { timeout: LIMIT_MS }).toBe(false);
      expect(
        await tracesLeft(page, counter.device, [
          ...wordsOf(JSON.parse(await readFile(cardFile(), 'utf8'))),
          transactionCode,
        ]),
      ).toEqual([]);
    },
    VISIT_MS,
  );
});

const cardFile = () => path.join('.cache', 'samples', SAMPLE, 'card.json');
