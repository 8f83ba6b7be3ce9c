import type { Page } from 'playwright-core';

/** What the page notes of itself while people use it. */
export type PageNotes = {
  /** From each press of a button or key until its effect was painted; on what (its test id). */
  presses: { on: string; ms: number }[];
  /** How long each task over 100 ms held the page up, while the face was tracked and at other times. */
  longTasks: { trackingMs: number[]; otherMs: number[] };
};

declare global {
  var pageNotes: PageNotes;
}

/** From now on the page notes how quickly it answers. */
export async function watchPage(page: Page): Promise<void> {
  await page.evaluate(() => {
    const LONG_MS = 100;
    const browser = globalThis as unknown as BrowserParts;
    const notes: PageNotes = { presses: [], longTasks: { trackingMs: [], otherMs: [] } };
    globalThis.pageNotes = notes;
    for (const kind of ['pointerdown', 'click', 'keydown'])
      browser.addEventListener(
        kind,
        ({ timeStamp, target }) => {
          const on = target.closest('[data-testid]')?.dataset.testid ?? 'nothing';
          browser.requestAnimationFrame(() => {
            // A task after the frame's callbacks: the frame has been painted by then.
            setTimeout(() => notes.presses.push({ on, ms: performance.now() - timeStamp }));
          });
        },
        true,
      );
    new browser.PerformanceObserver((list) => {
      const tracking = browser.document.querySelector('[data-step="face"]') !== null;
      for (const { duration } of list.getEntries())
        if (duration > LONG_MS) notes.longTasks[tracking ? 'trackingMs' : 'otherMs'].push(duration);
    }).observe({ type: 'longtask' });
  });
}

export const readNotes = (page: Page): Promise<PageNotes> => page.evaluate(() => globalThis.pageNotes);

type Press = {
  timeStamp: number;
  target: { closest(selector: string): { dataset: { testid?: string } } | null };
};

type BrowserParts = {
  addEventListener(kind: string, listener: (event: Press) => void, capture: boolean): void;
  requestAnimationFrame(callback: () => void): void;
  document: { querySelector(selector: string): unknown };
  PerformanceObserver: new (
    callback: (list: { getEntries(): { duration: number }[] }) => void,
  ) => { observe(options: { type: string }): void };
};
