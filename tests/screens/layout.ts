import type { Page } from 'playwright-core';

/** The shapes of screen that a kiosk has besides 1280×800, px: wide, and an upright panel. */
export const OTHER_SIZES = [
  { width: 1920, height: 1080 },
  { width: 1080, height: 1920 },
] as const;

/** WCAG 2.2 asks for 24 px; gloved and unsteady fingers at a counter need more. */
const SMALLEST_BUTTON_PX = 64;
/** What a citizen must read; and what stands beside it: codes, versions, how far the visit is. */
const BODY_PX = 24;
const ASIDE_PX = 18;
const ASIDES = [
  'ol[aria-label]',
  'ol[aria-hidden]',
  'fieldset',
  '[data-error] p + p',
  '[role="progressbar"] + *',
  '[data-testid="citizen-name"] ~ p',
  ...['call-staff', 'consent-version', 'level'].map((testId) => `[data-testid="${testId}"]`),
].join(', ');

/**
 * What of a screen's layout is wrong: something wider than the window or cut off at its side; a button too small for
 * a finger; on a citizen's screen a control too high to be reached from a wheelchair, or words too small to be read.
 */
export function layoutComplaints(page: Page): Promise<string[]> {
  return page.evaluate(
    ({ smallestPx, bodyPx, asidePx, asides }) => {
      const { document, innerWidth, innerHeight, getComputedStyle } = globalThis as unknown as PageGlobals;
      const complaints: string[] = [];
      const remPx = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
      /** Sizes grow with the window; they are given for 1280×800, where a rem is 16 px. */
      const scaled = (px: number) => (px * remPx) / 16;
      const shown = (element: PageElement) => element.checkVisibility({ visibilityProperty: true });
      const name = (element: PageElement) =>
        element.dataset.testid ?? element.textContent.trim().slice(0, 24);
      const all = (selector: string) => Array.from(document.querySelectorAll(selector)).filter(shown);

      for (const element of all('body *')) {
        const { left, right } = element.getBoundingClientRect();
        if (right > innerWidth + 1 || left < -1) complaints.push(`${name(element)} is wider than the window`);
      }
      for (const box of all('[data-testid="screen-body"], dialog'))
        if (box.scrollWidth > box.clientWidth + 1 && box.clientWidth > 1)
          complaints.push(`${name(box)} is wider than its place`);

      const forStaff = document.querySelector('[data-area="staff"]') !== null;
      for (const button of all('button')) {
        const { width, height, top } = button.getBoundingClientRect();
        if (Math.min(width, height) < Math.min(smallestPx, scaled(smallestPx)) - 0.5)
          complaints.push(`${name(button)} is ${Math.round(width)}×${Math.round(height)} px`);
        if (!forStaff && !button.closest('header') && top < innerHeight / 3)
          complaints.push(`${name(button)} is in the upper third`);
      }
      if (forStaff) return complaints;
      for (const element of all('main *')) {
        const words = Array.from(element.childNodes).some(
          (node) => node.nodeType === 3 && (node.textContent ?? '').trim() !== '',
        );
        const px = Number.parseFloat(getComputedStyle(element).fontSize);
        const least = element.closest(asides) ? asidePx : bodyPx;
        if (words && px < scaled(least) - 0.1)
          complaints.push(`“${element.textContent.trim().slice(0, 24)}” is ${px} px`);
      }
      return complaints;
    },
    { smallestPx: SMALLEST_BUTTON_PX, bodyPx: BODY_PX, asidePx: ASIDE_PX, asides: ASIDES },
  );
}

type PageElement = {
  dataset: { testid?: string };
  textContent: string;
  childNodes: ArrayLike<{ nodeType: number; textContent: string | null }>;
  scrollWidth: number;
  clientWidth: number;
  getBoundingClientRect(): { left: number; right: number; top: number; width: number; height: number };
  checkVisibility(options: { visibilityProperty: boolean }): boolean;
  closest(selector: string): unknown;
};
type PageGlobals = {
  innerWidth: number;
  innerHeight: number;
  document: {
    documentElement: PageElement;
    querySelector(selector: string): unknown;
    querySelectorAll(selector: string): ArrayLike<PageElement>;
  };
  getComputedStyle(element: PageElement): { fontSize: string };
};
