import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inProject } from '../../native/setup/index.ts';
import { type Gallery, LOOKS, openGallery } from './open-gallery.ts';
import { differingShare, halved, readPicture } from './picture.ts';

/** Letters and edges may fall a little differently; a missing button is more than this. */
const TOLERATED_SHARE = 0.01;
const ALL_SCREENS_MS = 300_000;
const axeSource = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

let gallery: Gallery;

beforeAll(async () => {
  gallery = await openGallery();
});
afterAll(() => gallery.close());

describe.each(LOOKS)('every screen in $name', (look) => {
  it(
    'is as in its picture in docs/screens and has no accessibility violation (axe-core, WCAG 2.2 AA)',
    async () => {
      const complaints: string[] = [];
      for (const screen of gallery.screens) {
        await gallery.show(screen, look);
        const share = await shareOffPicture(`${look.name}/${screen}.png`);
        if (share > TOLERATED_SHARE) complaints.push(`${screen}: ${(share * 100).toFixed(1)}% differs`);
        complaints.push(...(await violations()).map((violation) => `${screen}: ${violation}`));
      }
      expect(complaints).toEqual([]);
    },
    ALL_SCREENS_MS,
  );
});

describe('a citizen who walks away', () => {
  it('leaves no name on the screen, and a press brings it back', async () => {
    const { page, show } = gallery;
    await page.clock.install();
    await show('confirm-identity', LOOKS[0]);
    const name = page.getByTestId('citizen-name');
    await name.waitFor();
    await page.clock.fastForward(46_000);
    await page.getByTestId('uncover').waitFor();
    expect(await page.content()).not.toContain('สมหญิง');
    await page.getByTestId('uncover').click();
    await name.waitFor();
  });
});

async function shareOffPicture(file: string): Promise<number> {
  const expected = readPicture(await readFile(inProject('docs', 'screens', file)));
  return differingShare(halved(await gallery.page.screenshot()), expected);
}

async function violations(): Promise<string[]> {
  await gallery.page.addScriptTag({ path: axeSource });
  const results = await gallery.page.evaluate((): Promise<AxeResults> => {
    const { axe } = globalThis as unknown as { axe: { run(options: object): Promise<AxeResults> } };
    return axe.run({ resultTypes: ['violations'], elementRef: false });
  });
  return results.violations.map(
    ({ id, nodes }) => `${id} at ${nodes.map(({ target }) => target.join(' ')).join(', ')}`,
  );
}
