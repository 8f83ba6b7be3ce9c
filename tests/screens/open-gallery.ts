import path from 'node:path';
import type { Page } from 'playwright-core';
import { bundlePage } from '../../native/bundle/index.ts';
import { inProject } from '../../native/setup/index.ts';
import { openWindow } from './open-window.ts';
import { serveFolder } from './serve-folder.ts';

export const LOOKS = [
  { name: 'th', language: 'th', contrast: 'normal' },
  { name: 'th-contrast', language: 'th', contrast: 'high' },
  { name: 'en', language: 'en', contrast: 'normal' },
  { name: 'en-contrast', language: 'en', contrast: 'high' },
] as const;
export type Look = (typeof LOOKS)[number];

/** Name of the design system's own picture. */
export const cataloguePicture = (contrast: Look['contrast']): string =>
  contrast === 'high' ? 'catalogue-contrast' : 'catalogue';

export type Gallery = {
  page: Page;
  /** Names of all screens. */
  screens: readonly string[];
  /** Shows a screen as it first is, of a kiosk in service or for training, and waits until it stands still. */
  show(screen: string, look: Look, kiosk?: 'service' | 'training'): Promise<void>;
  /** Shows the screen that is there as it is read otherwise. */
  readOtherwise(contrast: Look['contrast'], textSize: 'normal' | 'large'): Promise<void>;
  /** Shows the design system's own page, in its full height. */
  showCatalogue(contrast: Look['contrast']): Promise<void>;
  close(): Promise<void>;
};

/** The window of a kiosk, px. */
export const KIOSK_SIZE = { width: 1280, height: 800 } as const;
/** Of the sample data: so that a countdown always says the same. */
const SAMPLE_TIME = '2026-11-22T07:06:00.000Z';

/** The gallery, built from the sources as they are, in a real window of 1280×800. Set-up must have run. */
export async function openGallery(): Promise<Gallery> {
  const { page, folder, close } = await openWindow();
  const pages = path.join(folder, 'gallery');
  await bundlePage(inProject('renderer', 'gallery', 'index.html'), pages);
  const server = await serveFolder(pages);
  await page.clock.setFixedTime(SAMPLE_TIME);
  await page.setViewportSize(KIOSK_SIZE);
  let shown = 0;
  const open = async (hash: string) => {
    // A new query each time: with the hash alone the page would stay the same document.
    await page.goto(`${server.url}/index.html?${++shown}#${hash}`);
  };
  await open('');
  const links = page.locator('a[data-screen]');
  await links.first().waitFor();
  const screens = await links.evaluateAll((found) =>
    found.map((link) => link.getAttribute('data-screen') ?? ''),
  );

  return {
    page,
    screens,
    async show(screen, { language, contrast }, kiosk = 'service') {
      await open(`screen=${screen}&language=${language}&contrast=${contrast}&text=normal&real=1&${kiosk}=1`);
      // Asked at each frame: a locator asks again only after half a second, and there are many screens.
      await page.waitForFunction(() => {
        const { document } = globalThis as unknown as { document: PictureDocument };
        if (document.querySelector('canvas[data-shown="false"]')) return false;
        return document.querySelector('html[data-ready] [data-step] h1') !== null;
      });
      await page.evaluate(async () => {
        const { document } = globalThis as unknown as { document: PictureDocument };
        await document.fonts.ready;
      });
    },
    async readOtherwise(contrast, textSize) {
      const wanted = { contrast, textSize };
      await page.evaluate((wish) => {
        const { location } = globalThis as unknown as { location: { hash: string } };
        location.hash = location.hash
          .replace(/contrast=\w+/, `contrast=${wish.contrast}`)
          .replace(/text=\w+/, `text=${wish.textSize}`);
      }, wanted);
      await page.waitForFunction((wish) => {
        const { document } = globalThis as unknown as { document: PictureDocument };
        const root = `html[data-contrast="${wish.contrast}"][data-text-size="${wish.textSize}"]`;
        return document.querySelector(root) !== null;
      }, wanted);
    },
    async showCatalogue(contrast) {
      await open(`contrast=${contrast}`);
      const parts = page.locator('main');
      await parts.waitFor();
      await page.evaluate('document.fonts.ready');
      // The way to every screen is no part of the design system, and longer with each of them.
      await page.getByTestId('all-screens').evaluate((list: { remove(): void }) => list.remove());
      // An upright window would take the larger scale of upright panels.
      await page.evaluate("document.documentElement.style.fontSize = '16px'");
      const height = await parts.evaluate(({ scrollHeight }: { scrollHeight: number }) => scrollHeight);
      await page.setViewportSize({ ...KIOSK_SIZE, height });
    },
    async close() {
      await close();
      server.stop();
    },
  };
}

type PictureDocument = {
  fonts: { ready: Promise<unknown> };
  querySelector(selector: string): unknown;
};
