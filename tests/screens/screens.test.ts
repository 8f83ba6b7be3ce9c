import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inProject } from '../../native/setup/index.ts';
import { violationsOf } from './accessibility.ts';
import { type Gallery, LOOKS, openGallery } from './open-gallery.ts';
import { differingShare, halved, readPicture } from './picture.ts';

/** Letters and edges may fall a little differently; a missing button is more than this. */
const TOLERATED_SHARE = 0.01;
/** High contrast changes colours and nothing else; the other rules have looked at the same page in light. */
const COLOUR_RULES = ['color-contrast', 'link-in-text-block'];
const ALL_SCREENS_MS = 600_000;

/** A window for each language, looked through side by side: there are many screens. */
const LANGUAGES = ['th', 'en'] as const;
let galleries: Record<(typeof LANGUAGES)[number], Gallery>;

beforeAll(async () => {
  const [th, en] = await Promise.all([openGallery(), openGallery()]);
  galleries = { th, en };
});
afterAll(() => Promise.all(Object.values(galleries).map((gallery) => gallery.close())));

describe('every screen, in light and in high contrast', () => {
  it.concurrent.each(LANGUAGES)(
    'is as in its picture in docs/screens and has no accessibility violation (axe-core, WCAG 2.2 AA): %s',
    async (language) => {
      const gallery = galleries[language];
      const complaints: string[] = [];
      for (const screen of gallery.screens)
        for (const look of LOOKS.filter((each) => each.language === language)) {
          if (look.contrast === 'normal') await gallery.show(screen, look);
          else await gallery.showContrast(look.contrast);
          const name = `${look.name}/${screen}`;
          const share = await shareOffPicture(gallery, name);
          if (share > TOLERATED_SHARE) complaints.push(`${name}: ${(share * 100).toFixed(1)}% differs`);
          const rules = look.contrast === 'high' ? COLOUR_RULES : [];
          complaints.push(
            ...(await violationsOf(gallery.page, rules)).map((violation) => `${name}: ${violation}`),
          );
        }
      expect(complaints).toEqual([]);
    },
    ALL_SCREENS_MS,
  );
});

describe('a citizen who walks away', () => {
  it('leaves no name on the screen, and a press brings it back', async () => {
    const { page, show } = galleries.th;
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

async function shareOffPicture(gallery: Gallery, name: string): Promise<number> {
  const expected = readPicture(await readFile(inProject('docs', 'screens', `${name}.png`)));
  return differingShare(halved(await gallery.page.screenshot()), expected);
}
