import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { BrowserWindow, type Session } from 'electron';
import type { SlipContent, SlipMade } from '../../contract/index.ts';
import { giveWay } from './give-way.ts';
import { SCHEME } from './scheme.ts';

export type SlipPrinter = {
  /** Prints without asking on the machine's printer; where there is none, or it takes nothing, writes `slip.pdf`. */
  make(content: SlipContent): Promise<SlipMade>;
  /** The slip as a PDF, one page as wide as the roll. */
  toPdf(content: SlipContent): Promise<Uint8Array>;
  /** Removes the file of the last slip. */
  forget(): Promise<void>;
};

type Options = {
  session: Session;
  /** Folder for the file. */
  folder: string;
  /** Width of the paper roll. */
  widthMm: number;
  /** The printer took nothing: why, in the system's word. */
  onTrouble(reason: string): void;
};

/** A slip laid out in a window that nobody sees; a roll has no pages, so it is as long as what is on it. */
type LaidOut = { window: BrowserWindow; heightMm: number };

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
export function createSlipPrinter({ session, folder, widthMm, onTrouble }: Options): SlipPrinter {
  const file = path.join(folder, 'slip.pdf');

  async function layOut(content: SlipContent): Promise<LaidOut> {
    const window = new BrowserWindow({
      show: false,
      useContentSize: true,
      width: Math.round(widthMm * PX_PER_MM),
      height: 600,
      webPreferences: { session, sandbox: true, contextIsolation: true, backgroundThrottling: false },
    });
    try {
      await window.loadURL(`${PAGE_URL}#${encodeURIComponent(JSON.stringify(content))}`);
      giveWay(window.webContents);
      const heightPx: number = await window.webContents.executeJavaScript(
        'document.fonts.ready.then(() => document.documentElement.scrollHeight)',
      );
      return { window, heightMm: Math.ceil(heightPx / PX_PER_MM) + 2 };
    } catch (fault) {
      window.destroy();
      throw fault;
    }
  }

  const pdfOf = ({ window, heightMm }: LaidOut): Promise<Uint8Array> =>
    window.webContents.printToPDF({
      printBackground: true,
      pageSize: { width: widthMm / MM_PER_INCH, height: heightMm / MM_PER_INCH },
      margins: { top: 0, bottom: 0, left: 0, right: 0 },
    });

  async function isPrinted({ window, heightMm }: LaidOut): Promise<boolean> {
    if ((await window.webContents.getPrintersAsync()).length === 0) return false;
    const pageSize = { width: widthMm * MICRONS_PER_MM, height: heightMm * MICRONS_PER_MM };
    const trouble = await printSilently(window, pageSize);
    if (trouble !== null) onTrouble(trouble);
    return trouble === null;
  }

  return {
    async make(content) {
      const slip = await layOut(content);
      let handOverMs = 0;
      try {
        if (await isPrinted(slip)) {
          handOverMs = HAND_OVER_MS;
          return 'printed';
        }
        const pdf = await pdfOf(slip);
        await mkdir(folder, { recursive: true });
        await writeFile(file, pdf, { mode: 0o600 });
        return 'file';
      } finally {
        setTimeout(() => slip.window.destroy(), handOverMs);
      }
    },
    async toPdf(content) {
      const slip = await layOut(content);
      try {
        return await pdfOf(slip);
      } finally {
        slip.window.destroy();
      }
    },
    forget: () => rm(file, { force: true }),
  };
}

/** @returns why it was not printed; null when it was */
function printSilently(
  window: BrowserWindow,
  pageSize: { width: number; height: number },
): Promise<string | null> {
  return new Promise((resolve) => {
    window.webContents.print(
      { silent: true, printBackground: true, margins: { marginType: 'none' }, pageSize },
      (printed, reason) => resolve(printed ? null : reason),
    );
  });
}
