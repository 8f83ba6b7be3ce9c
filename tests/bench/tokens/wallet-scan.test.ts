import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { encode as encodeJpeg } from 'jpeg-js';
import { _electron } from 'playwright-core';
import { encode } from 'uqr';
import { describe, expect, it } from 'vitest';
import { citizenId, createTestDevice, startTestCentre } from '../../../central/testing/index.ts';
import { walletLink } from '../../../contract/index.ts';
import { electronExecutable, sandboxSwitches, withDisplay } from '../../../native/setup/index.ts';
import { CHEAP_PHONE, photograph } from './phone-camera.ts';
import { seeded } from './seeded.ts';

const FRAME = { width: 1280, height: 720 };
const LIMIT_MS = 60_000;
const BROWSER = `import { app, BrowserWindow } from 'electron';
app.whenReady().then(() => new BrowserWindow({ width: 390, height: 844 }).loadURL(process.argv.at(-1)));`;

/** The camera file of a browser: the code as `photograph` sees it, in the middle of a grey picture. */
function cameraFile(text: string): Buffer {
  const view = { ...CHEAP_PHONE, lookPx: 640 };
  const picture = photograph(encode(text, { ecc: 'L', border: 4 }).data, view, seeded(1));
  const data = Buffer.alloc(FRAME.width * FRAME.height * 4, 128);
  const [left, top] = [(FRAME.width - view.lookPx) / 2, (FRAME.height - view.lookPx) / 2];
  for (let row = 0; row < view.lookPx; row += 1)
    Buffer.from(picture.buffer, row * view.lookPx * 4, view.lookPx * 4).copy(
      data,
      ((top + row) * FRAME.width + left) * 4,
    );
  const frame = encodeJpeg({ ...FRAME, data }, 90).data;
  return Buffer.concat(Array.from({ length: 10 }, () => frame));
}

describe('the scanner of the wallet page', () => {
  it(
    'sees the kiosk’s QR through the camera of a real browser, and the token is claimed with it; a training kiosk’s is refused in words',
    async () => {
      const folder = mkdtempSync(path.join(tmpdir(), 'wallet-scan-'));
      const centre = await startTestCentre();
      const display = await withDisplay();
      try {
        const device = await createTestDevice(centre);
        const { tokenJws } = await device.enrollAndSend();
        const camera = path.join(folder, 'camera.mjpeg');
        writeFileSync(camera, cameraFile(walletLink(centre.url, tokenJws)));
        writeFileSync(path.join(folder, 'package.json'), '{"type":"module","main":"main.js"}');
        writeFileSync(path.join(folder, 'main.js'), BROWSER);
        const app = await _electron.launch({
          executablePath: electronExecutable(),
          args: [
            folder,
            ...sandboxSwitches(),
            ...['--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream'],
            `--use-file-for-fake-video-capture=${camera}`,
            `${centre.url}/wallet?lang=en`,
          ],
          env: { ...(process.env as Record<string, string>), ...display.env },
        });
        const page = await app.firstWindow();
        await page.locator('#scan').click();
        await page.locator('#token-ready').waitFor();
        await page.locator('#code').fill('482913');
        await page.locator('#send').click();
        await page.locator('#done').waitFor();
        expect(await page.locator('#level').textContent()).toBe('IAL 2.1');

        const training = await createTestDevice(centre, { training: true });
        const practice = await training.enrollAndSend({ cid: citizenId(2) });
        await page.goto(walletLink(centre.url, practice.tokenJws).replace('#', '?lang=th#'));
        await page.locator('#code').fill('482913');
        await page.locator('#send').click();
        await page.getByText('ตู้ฝึกอบรม ใช้จริงไม่ได้').waitFor();
        expect(await page.locator('#done').isVisible()).toBe(false);
        await app.close();
      } finally {
        await display.stop();
        await centre.stop();
        rmSync(folder, { recursive: true, force: true });
      }
    },
    LIMIT_MS,
  );
});
