import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Gallery, LOOKS, openGallery } from './open-gallery.ts';

/** Who can't or won't touch the screen: every screen, the citizen's too, by Tab, Enter and Escape alone. */
const STAFF_SCREEN =
  /^(set-up|sign-in|choose-pin|pin-change|details|diagnosis|desk|report|operator-look|person-needed|approval|card-help|under-way)/;
/** Screens with a list that may be longer than the window: they scroll, under the list's own heading. */
const WITH_LIST = /^(diagnosis|report-(figures|rules|audit))/;
const LANGUAGES = LOOKS.filter(({ contrast }) => contrast === 'normal');
const ALL_SCREENS_MS = 120_000;

type Element = {
  name: string;
  type: string;
  tabIndex: number;
  disabled: boolean;
  tagName: string;
  closest(selector: string): Element | null;
  checkVisibility(): boolean;
  contains(other: Element | null): boolean;
};
type PageDocument = {
  activeElement: Element;
  querySelector(selector: string): Element | null;
  querySelectorAll(selector: string): ArrayLike<Element>;
};
type PageGlobals = {
  document: PageDocument;
  getComputedStyle(element: Element): { outlineStyle: string };
};
type Stop = { place: number; ring: boolean };

let gallery: Gallery;
let staffScreens: string[];

beforeAll(async () => {
  gallery = await openGallery();
  staffScreens = gallery.screens.filter((screen) => STAFF_SCREEN.test(screen));
});
afterAll(() => gallery.close());

/** How many things can be reached: a group of radios is one of them. */
const countStops = () =>
  gallery.page.evaluate(() => {
    const { document } = globalThis as unknown as PageGlobals;
    const groups = new Set<string>();
    const scope = document.querySelector('dialog:modal');
    return Array.from(document.querySelectorAll('button, input')).filter((element) => {
      if (element.disabled || !element.checkVisibility() || (scope && !scope.contains(element))) return false;
      const isNew = element.type !== 'radio' || !groups.has(element.name);
      if (element.type === 'radio') groups.add(element.name);
      return isNew;
    }).length;
  });

/** Where the focus is: its place among all controls of the page; null when on none. */
const focused = () =>
  gallery.page.evaluate((): Stop | null => {
    const { document, getComputedStyle } = globalThis as unknown as PageGlobals;
    const active = document.activeElement;
    const place = Array.from(document.querySelectorAll('button, input')).indexOf(active);
    if (place < 0) return null;
    const ringed = [active, active.closest('label')].some(
      (element) => element && getComputedStyle(element).outlineStyle !== 'none',
    );
    return { place, ring: ringed };
  });

/** Tab from the heading on, until the focus leaves the last control or comes to one again. */
async function walk(limit: number): Promise<Stop[]> {
  const stops: Stop[] = [];
  for (let presses = 0; presses < limit; presses += 1) {
    await gallery.page.keyboard.press('Tab');
    const stop = await focused();
    if (stop === null) continue;
    if (stops.some(({ place }) => place === stop.place)) break;
    stops.push(stop);
  }
  return stops;
}

describe('the keyboard', () => {
  it(
    'reaches every control of every screen, in the order of reading, with a ring to see, and is never caught',
    async () => {
      const complaints: string[] = [];
      for (const screen of gallery.screens) {
        await gallery.show(screen, LOOKS[0]);
        const expected = await countStops();
        const stops = await walk(3 * expected + 5);
        if (stops.length !== expected)
          complaints.push(`${screen}: ${stops.length} of ${expected} controls are reached`);
        const places = stops.map(({ place }) => place);
        const turns = places.filter((place, at) => place < (places[at - 1] ?? -1)).length;
        if (turns > 1) complaints.push(`${screen}: the order is ${places.join(' ')}`);
        const bare = stops.filter(({ ring }) => !ring).map(({ place }) => place);
        if (bare.length > 0) complaints.push(`${screen}: no ring at ${bare.join(' ')}`);
      }
      expect(complaints).toEqual([]);
    },
    ALL_SCREENS_MS,
  );

  it.each(['desk', 'report', 'details', 'pin-change'])('leaves %s with Escape', async (screen) => {
    await gallery.show(screen, LOOKS[0]);
    await gallery.page.keyboard.press('Escape');
    await gallery.page.locator('[data-page="visit"]').waitFor({ timeout: 5_000 });
  });

  it.each([
    ['reading', 'cancel-visit', 'cancelVisit'],
    ['confirm-identity', 'answer-identity-no', 'answerIdentity'],
    ['consent', 'consent-decline', 'answerConsent'],
    ['consent', 'consent-agree', 'answerConsent'],
    ['face-straight', 'cancel-visit', 'cancelVisit'],
    ['operator-look', 'look-refuse', 'answerLook'],
    ['person-needed', 'person-end', 'answerPersonNeeded'],
    ['approval-expired', 'approval-end', 'answerPersonNeeded'],
    ['card-help', 'card-help-end', 'answerPersonNeeded'],
    ['staff-turn-look', 'cancel-visit', 'cancelVisit'],
    ['under-way-consent', 'under-way-stop', 'cancelVisit'],
  ])('at %s ends nothing by a stray key, only with the focus on %s', async (screen, button, command) => {
    const { page, show } = gallery;
    await show(screen, LOOKS[0]);
    const asked = page.locator('html');
    await asked.evaluate((root: { dataset: Record<string, string> }) => {
      root.dataset.asked = '';
    });
    await page.keyboard.press('Escape');
    if (button === 'consent-agree') await page.keyboard.press('Enter');
    expect(await asked.getAttribute('data-asked')).toBe('');
    await page.getByTestId(button).focus();
    await page.keyboard.press('Enter');
    expect(await asked.getAttribute('data-asked')).toBe(command);
  });

  it('types a PIN and enters it', async () => {
    await gallery.show('sign-in-pin', LOOKS[0]);
    await gallery.page.keyboard.type('246810');
    await gallery.page.keyboard.press('Enter');
    await gallery.page.locator('[data-error="SIGN_IN_WRONG"]').waitFor({ timeout: 5_000 });
  });

  it('chooses a supervisor’s reason with the arrows and closes the dialog with Escape', async () => {
    const { page, show } = gallery;
    await show('person-needed', LOOKS[0]);
    await page.getByTestId('person-supervisor').focus();
    await page.keyboard.press('Enter');
    await page.getByTestId('reason-light').focus();
    await page.keyboard.press('ArrowDown');
    expect(await page.getByTestId('reason-camera').isChecked()).toBe(true);
    await page.keyboard.press('Escape');
    await page.getByTestId('supervisor-close').waitFor({ state: 'detached', timeout: 5_000 });
  });
});

describe('at 1280×800', () => {
  it.each(LANGUAGES)(
    'no staff screen scrolls but for a long list: $name',
    async (look) => {
      const tall: string[] = [];
      for (const screen of staffScreens.filter((name) => !WITH_LIST.test(name))) {
        await gallery.show(screen, look);
        const overflowPx = await gallery.page
          .getByTestId('screen-body')
          .evaluate(
            (body: { scrollHeight: number; clientHeight: number }) => body.scrollHeight - body.clientHeight,
          );
        if (overflowPx > 1) tall.push(`${screen}: ${overflowPx} px`);
      }
      expect(tall).toEqual([]);
    },
    ALL_SCREENS_MS,
  );
});
