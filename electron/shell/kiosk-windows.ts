import { type BrowserWindow, type Display, type Rectangle, screen, type WebContents } from 'electron';
import type { Surface } from '../../contract/index.ts';

export type WindowPlace = {
  /** The display's area in the desktop; null for wherever the system puts a window. */
  area: Rectangle | null;
  /** Whether keys go there: to one window only, or typing at the counter would end with the citizen. */
  takesKeys: boolean;
};

export type KioskWindows = {
  counter: BrowserWindow;
  /** The page of each window, and what it shows. */
  pages(): { page: WebContents; surface: Surface }[];
  /** Null for a page that is no window of the kiosk. */
  surfaceOf(page: WebContents): Surface | null;
};

type Options = {
  open(place: WindowPlace): BrowserWindow;
  /** Whether a second display becomes the citizen's; without it there is one window, whatever is attached. */
  useSecondDisplay: boolean;
  /** A display came or went: each window may show something else now. */
  onChange(): void;
};

/**
 * One window while there is one display. A second display, there at the start or attached later, becomes the
 * citizen's; when it goes, the first window shows everything again.
 */
export function openKioskWindows({ open, useSecondDisplay, onChange }: Options): KioskWindows {
  const counter = open({ area: null, takesKeys: true });
  let citizen: { window: BrowserWindow; displayId: number } | null = null;

  function placeCitizen(second: Display | null): void {
    citizen?.window.destroy();
    citizen = second && { window: open({ area: second.bounds, takesKeys: false }), displayId: second.id };
  }

  function arrangeAnew(): void {
    const second = secondDisplay();
    if (counter.isDestroyed() || citizen?.displayId === second?.id) return;
    placeCitizen(second);
    onChange();
  }

  if (useSecondDisplay) {
    placeCitizen(secondDisplay());
    screen.on('display-added', arrangeAnew);
    screen.on('display-removed', arrangeAnew);
  }

  const { webContents: counterPage } = counter;
  const pages = (): ReturnType<KioskWindows['pages']> =>
    citizen
      ? [
          { page: counterPage, surface: 'counter' },
          { page: citizen.window.webContents, surface: 'citizen' },
        ]
      : [{ page: counterPage, surface: 'shared' }];
  return {
    counter,
    pages,
    surfaceOf: (page) => pages().find((each) => each.page === page)?.surface ?? null,
  };
}

function secondDisplay(): Display | null {
  const first = screen.getPrimaryDisplay();
  return screen.getAllDisplays().find(({ id }) => id !== first.id) ?? null;
}
