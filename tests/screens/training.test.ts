import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Gallery, LOOKS, openGallery } from './open-gallery.ts';

/** What a kiosk for training says on each screen, in the header or in what lies over it (renderer/i18n). */
const WORDS = { th: 'โหมดฝึกอบรม', en: 'Training' } as const;
const ALL_SCREENS_MS = 300_000;
/** The broken page knows nothing of its kiosk any more. */
const WITHOUT_KIOSK = 'failure';
const IN_LIGHT = LOOKS.filter(({ contrast }) => contrast === 'normal');

type Element = {
  innerText: string;
  contains(other: Element | null): boolean;
  getBoundingClientRect(): { left: number; top: number; bottom: number; width: number; height: number };
};
type PageDocument = {
  querySelector(selector: string): Element | null;
  querySelectorAll(selector: string): ArrayLike<Element>;
  elementFromPoint(x: number, y: number): Element | null;
};

let gallery: Gallery;
beforeAll(async () => {
  gallery = await openGallery();
});
afterAll(() => gallery.close());

/** The words that somebody at the screen can read: the header's sign where nothing lies on it, or what stands in a dialog. */
const wordsInSight = () =>
  gallery.page.evaluate(() => {
    const { document } = globalThis as unknown as { document: PageDocument };
    const dialog = document.querySelector('dialog[open]');
    const seen = Array.from(document.querySelectorAll('[data-testid="training"]')).filter((sign) => {
      const { left, top, bottom, width, height } = sign.getBoundingClientRect();
      // Nothing outside an open dialog is ever at a point: there it counts what the dialog leaves free.
      if (dialog) return width > 0 && bottom <= dialog.getBoundingClientRect().top;
      return width > 0 && sign.contains(document.elementFromPoint(left + width / 2, top + height / 2));
    });
    return [...seen, ...(dialog ? [dialog] : [])].map(({ innerText }) => innerText).join(' ');
  });

it.each(IN_LIGHT)(
  'every screen of a kiosk for training says so, and none of a kiosk in service: $name',
  async (look) => {
    const silent: string[] = [];
    for (const screen of gallery.screens.filter((name) => name !== WITHOUT_KIOSK)) {
      await gallery.show(screen, look, 'training');
      if (!(await wordsInSight()).includes(WORDS[look.language])) silent.push(screen);
    }
    expect(silent).toEqual([]);
    await gallery.show('idle', look);
    expect(await wordsInSight()).toBe('');
  },
  ALL_SCREENS_MS,
);
