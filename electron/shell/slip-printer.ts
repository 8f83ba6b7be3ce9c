import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { BrowserWindow, type Session } from 'electron';
import type { SlipContent, SlipMade } from '../../contract/index.ts';
import { giveWay } from './give-way.ts';
import { SCHEME } from './scheme.ts';

export type SlipPrinter = {
  /** Prints without asking on the machine's printer; where there is none, writes `slip.pdf`. */
  make(content: SlipContent): Promise<SlipMade>;
  /** Removes the file of the last slip. */
  forget(): Promise<void>;
};

type Options = {
  session: Session;
  /** Folder for the file. */
  folder: string;
  /** Width of the paper roll. */
  widthMm: number;
};

const PAGE_URL = `${SCHEME}://app/slip/index.html`;
const MICRONS_PER_MM = 1000;
const MM_PER_INCH = 25.4;
const PX_PER_MM = 96 / MM_PER_INCH;
/**
 * Chromium says "printed" when it begins to hand the pages over: a window that goes at once takes the slip along, and nothing
 * comes out of the printer.
 */
const HAND_OVER_MS = 15_000;

/** The slip is a page of our own in a window that is never shown. */
export function createSlipPrinter({ session, folder, widthMm }: Options): SlipPrinter {
  const file = path.join(folder, 'slip.pdf');

  async function openPage(content: SlipContent): Promise<BrowserWindow> {
    const window = new BrowserWindow({
      show: false,
      useContentSize: true,
      width: Math.round(widthMm * PX_PER_MM),
      height: 600,
      webPreferences: { session, sandbox: true, contextIsolation: true, backgroundThrottling: false },
    });
    await window.loadURL(`${PAGE_URL}#${encodeURIComponent(JSON.stringify(content))}`);
    giveWay(window.webContents);
    return window;
  }

  return {
    async make(content) {
      const window = await openPage(content);
      let handOverMs = 0;
      try {
        const { webContents } = window;
        // A roll has no pages: the slip is as long as what is on it.
        const heightPx: number = await webContents.executeJavaScript(
          'document.fonts.ready.then(() => document.documentElement.scrollHeight)',
        );
        const heightMm = Math.ceil(heightPx / PX_PER_MM) + 2;
        if ((await webContents.getPrintersAsync()).length > 0) {
          await printSilently(window, { width: widthMm * MICRONS_PER_MM, height: heightMm * MICRONS_PER_MM });
          handOverMs = HAND_OVER_MS;
          return 'printed';
        }
        const pdf = await webContents.printToPDF({
          printBackground: true,
          pageSize: { width: widthMm / MM_PER_INCH, height: heightMm / MM_PER_INCH },
          margins: { top: 0, bottom: 0, left: 0, right: 0 },
        });
        await mkdir(folder, { recursive: true });
        await writeFile(file, pdf, { mode: 0o600 });
        return 'file';
      } finally {
        setTimeout(() => window.destroy(), handOverMs);
      }
    },
    forget: () => rm(file, { force: true }),
  };
}

function printSilently(window: BrowserWindow, pageSize: { width: number; height: number }): Promise<void> {
  return new Promise((resolve, reject) => {
    window.webContents.print(
      { silent: true, printBackground: true, margins: { marginType: 'none' }, pageSize },
      (printed, reason) => (printed ? resolve() : reject(new Error(`the slip was not printed: ${reason}`))),
    );
  });
}
