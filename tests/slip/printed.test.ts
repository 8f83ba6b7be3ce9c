import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, rmSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
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
let program: ReturnType<typeof startProgram>;

function startProgram(widthMm: number) {
  const order: SlipOrder = { content: CONTENT, widthMm, folder, pages: path.join(distDir, 'renderer') };
  const profile = `--user-data-dir=${path.join(folder, 'profile')}`;
  const args = [...sandboxSwitches(), profile, path.join(folder, 'main.mjs'), JSON.stringify(order)];
  const env = { ...process.env, ...display.env, ...service.env };
  return spawn(electronExecutable(), args, {
    env,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
}

describe.runIf(hasPrintService)('the slip where there is a printer', () => {
  beforeAll(async () => {
    folder = workFolder('slip');
    display = await withDisplay();
    service = await startPrintService();
    await bundleScript(path.join(import.meta.dirname, 'main.ts'), path.join(folder, 'main.mjs'));
  }, LIMIT_MS);
  afterEach(() => program.kill());
  afterAll(async () => {
    await service.stop();
    await display.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it.each([80, 58])(
    'comes out of it without a question, as wide as its roll of %i mm and on one page, and no file of it stays',
    async (widthMm) => {
      const before = (await service.sent()).length;
      program = startProgram(widthMm);
      const [said] = await once(createInterface({ input: program.stdout }), 'line');
      expect(said).toBe('printed');
      await expect.poll(async () => (await service.sent()).length, { timeout: 20_000 }).toBe(before + 1);
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
