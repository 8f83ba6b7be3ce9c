import { type StdioOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, rmSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SlipContent } from '../../contract/index.ts';
import { bundleScript } from '../../native/bundle/index.ts';
import {
  type Display,
  distDir,
  electronExecutable,
  sandboxSwitches,
  withDisplay,
  workFolder,
} from '../../native/setup/index.ts';
import type { SlipOrder } from './main.ts';
import { hasPrintService, type PrintService, startPrintService } from './print-service.ts';
import { readSlip } from './read-slip.ts';

const LIMIT_MS = 60_000;
const CONTENT: SlipContent = {
  language: 'th',
  facility: { hcode: '00014', nameTh: 'โรงพยาบาลตัวอย่าง', nameEn: 'Sample Hospital' },
  transactionCode: '482915',
  reference: '7f3a91c2',
  madeAt: '2026-11-24T03:00:00.000Z',
  expiresAt: '2027-02-22T03:00:00.000Z',
  training: false,
};

let folder: string;
let display: Display;
let service: PrintService;

beforeAll(async () => {
  if (!hasPrintService) return;
  folder = workFolder('slip');
  display = await withDisplay();
  service = await startPrintService();
  await bundleScript(path.join(import.meta.dirname, 'main.ts'), path.join(folder, 'main.mjs'));
}, LIMIT_MS);
afterAll(async () => {
  await service?.stop();
  await display?.stop();
  if (folder) rmSync(folder, { recursive: true, force: true });
});

function startProgram(widthMm: number) {
  const order: SlipOrder = { content: CONTENT, widthMm, folder, pages: path.join(distDir, 'renderer') };
  const profile = `--user-data-dir=${path.join(folder, 'profile')}`;
  const program = [path.join(folder, 'main.mjs'), JSON.stringify(order)];
  const env = { ...process.env, ...display.env, ...service.env };
  const stdio: StdioOptions = ['ignore', 'pipe', 'ignore'];
  return spawn(electronExecutable(), [...sandboxSwitches(), profile, ...program], { env, stdio });
}

describe.runIf(hasPrintService)('the slip where there is a printer', () => {
  it.each([80, 58])(
    'comes out of it without a question, as wide as its roll of %i mm and on one page, and no file of it stays',
    async (widthMm) => {
      const before = (await service.sent()).length;
      const program = startProgram(widthMm);
      const [said] = await once(createInterface({ input: program.stdout as Readable }), 'line');
      expect(said).toBe('printed');
      await expect.poll(async () => (await service.sent()).length, { timeout: 20_000 }).toBe(before + 1);
      program.kill();
      const slip = await readSlip((await service.sent()).at(-1) ?? '');
      expect(slip.text.replace(/\s/g, '')).toContain(CONTENT.transactionCode);
      expect(slip.text).toContain(CONTENT.reference);
      expect(slip.pages).toBe(1);
      expect(slip.widthMm).toBeCloseTo(widthMm, 0);
      expect(slip.heightMm).toBeGreaterThan(widthMm / 2);
      expect(existsSync(path.join(folder, 'slip.pdf'))).toBe(false);
    },
    LIMIT_MS,
  );
});
