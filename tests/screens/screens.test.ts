import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inProject } from '../../native/setup/index.ts';
import { COLOUR_RULES, violationsOf } from './accessibility.ts';
import { layoutComplaints, OTHER_SIZES } from './layout.ts';
import { cataloguePicture, type Gallery, KIOSK_SIZE, LOOKS, openGallery } from './open-gallery.ts';
import { differences, halved, readPicture } from './picture.ts';

/** So many places where a screen is not as in its picture are named. */
const WORST_TILES = 3;
const ALL_SCREENS_MS = 600_000;

/** A window for each language, looked through side by side: there are many screens. */
const LANGUAGES = ['th', 'en'] as const;
let galleries: Record<(typeof LANGUAGES)[number], Gallery>;

beforeAll(async () => {
  const [th, en] = await Promise.all([openGallery(), openGallery()]);
  galleries = { th, en };
});
afterAll(() => Promise.all(Object.values(galleries).map((gallery) => gallery.close())));

describe('every screen', () => {
  it.concurrent.each(LANGUAGES)(
    'is as in its pictures, has no accessibility violation (axe-core, WCAG 2.2 AA), and holds in large type and at other sizes: %s',
    async (language) => {
      const gallery = galleries[language];
      const complaints: string[] = [];
      for (const screen of gallery.screens)
        for (const complaint of await complaintsOf(gallery, screen, language))
          complaints.push(`${language}/${screen} ${complaint}`);
      expect(complaints).toEqual([]);
    },
    ALL_SCREENS_MS,
  );

  it('cannot lose a button unseen', async () => {
    const { page, show } = galleries.th;
    const unseen: string[] = [];
    for (const screen of ['consent', 'operator-look', 'desk-exceptions', 'details', 'report-people-edit']) {
      await show(screen, LOOKS[0]);
      const whole = halved(await page.screenshot());
      // A dialog lies over the others.
      const over = (await page.locator('dialog[open]').count()) > 0 ? 'dialog ' : '';
      for (const button of await page.locator(`${over}button`).all()) {
        await button.evaluate((element: Styled) => element.style.setProperty('visibility', 'hidden'));
        const lost = differences(halved(await page.screenshot()), whole).length;
        if (lost === 0) unseen.push(`${screen}: ${await button.textContent()}`);
        await button.evaluate((element: Styled) => element.style.removeProperty('visibility'));
      }
    }
    expect(unseen).toEqual([]);
  });
});

describe('the design system', () => {
  it.each(['normal', 'high'] as const)(
    'is as in its picture and has no accessibility violation: %s',
    async (contrast) => {
      const { page, showCatalogue } = galleries.th;
      await showCatalogue(contrast);
      const found = await offPicture(galleries.th, cataloguePicture(contrast));
      const violations = await violationsOf(page);
      await page.setViewportSize(KIOSK_SIZE);
      expect([...found, ...violations]).toEqual([]);
    },
  );
});

describe('less motion', () => {
  it('holds every moving picture still once it is chosen', async () => {
    const { page, show } = galleries.th;
    await page.emulateMedia({ reducedMotion: 'no-preference' });
    await show('face-turn', LOOKS[0]);
    const moving = () =>
      page.evaluate(() => {
        const { document } = globalThis as unknown as { document: { getAnimations(): unknown[] } };
        return document.getAnimations().length;
      });
    expect(await moving()).toBeGreaterThan(0);
    await page.getByTestId('motion-switch').click();
    await expect.poll(moving).toBe(0);
    await page.emulateMedia({ reducedMotion: 'reduce' });
  });
});

describe('a citizen who walks away', () => {
  it('leaves no name on the screen, and a press brings it back', async () => {
    const { page, show } = galleries.th;
    await page.clock.install();
    await show('confirm-identity', LOOKS[0]);
    const name = page.getByTestId('citizen-name');
    await name.waitFor();
    await page.clock.fastForward(31_000);
    await page.getByTestId('cover-soon').waitFor();
    expect(await name.isVisible()).toBe(true);
    await page.clock.fastForward(15_000);
    await page.getByTestId('uncover').waitFor();
    expect(await page.content()).not.toContain('สมหญิง');
    // The end of the visit is told above the cover, too.
    await page.clock.fastForward(60_000);
    await page.getByTestId('more-time').waitFor();
    await page.getByTestId('uncover').click();
    await name.waitFor();
  });

  it('is not covered after a sign of life', async () => {
    const { page, show } = galleries.th;
    await page.clock.install();
    await show('confirm-identity', LOOKS[0]);
    await page.clock.fastForward(31_000);
    await page.getByTestId('cover-soon').waitFor();
    await page.keyboard.press('Shift');
    await page.getByTestId('cover-soon').waitFor({ state: 'detached' });
    await page.clock.fastForward(29_000);
    expect(await page.getByTestId('citizen-name').isVisible()).toBe(true);
  });

  it.each(['operator-look', 'person-needed', 'approval-represented'])(
    'whose staff are away too leaves neither name nor picture on %s; a press brings them back',
    async (screen) => {
      const { page, show } = galleries.th;
      const own = page.getByText('สมหญิง').or(page.locator('main canvas[data-shown="true"]'));
      await page.clock.install();
      await show(screen, LOOKS[0]);
      await own.first().waitFor();
      await page.clock.fastForward(61_000);
      await page.getByTestId('staff-uncover').waitFor();
      expect(await page.content()).not.toContain('สมหญิง');
      expect(await page.locator('main img, main canvas').count()).toBe(0);
      expect(await violationsOf(page)).toEqual([]);
      await page.getByTestId('staff-uncover').click();
      await own.first().waitFor();
    },
  );
});

type Styled = {
  style: { setProperty(name: string, value: string): void; removeProperty(name: string): void };
};

/** All that is looked at on a screen once it stands there, so that it is opened once for each language. */
async function complaintsOf(gallery: Gallery, screen: string, language: string): Promise<string[]> {
  const complaints: string[] = [];
  const add = (about: string, found: readonly string[]) =>
    complaints.push(...found.map((complaint) => `(${about}): ${complaint}`));
  for (const look of LOOKS.filter((each) => each.language === language)) {
    const { name, contrast } = look;
    if (contrast === 'normal') await gallery.show(screen, look);
    else await gallery.readOtherwise(contrast, 'normal');
    add(name, await offPicture(gallery, `${name}/${screen}`));
    add(name, await violationsOf(gallery.page, contrast === 'high' ? COLOUR_RULES : []));
    if (contrast === 'normal') add(name, await layoutComplaints(gallery.page));
  }
  await gallery.readOtherwise('normal', 'large');
  add('large type', await layoutComplaints(gallery.page));
  for (const size of OTHER_SIZES) {
    await gallery.page.setViewportSize(size);
    add(`${size.width}×${size.height}`, await layoutComplaints(gallery.page));
  }
  await gallery.page.setViewportSize(KIOSK_SIZE);
  return complaints;
}

async function offPicture(gallery: Gallery, name: string): Promise<string[]> {
  const file = inProject('docs', 'screens', `${name}.png`);
  const expected = await readFile(file).catch(() => null);
  if (!expected) return ['has no picture'];
  return differences(halved(await gallery.page.screenshot()), readPicture(expected)).slice(0, WORST_TILES);
}
