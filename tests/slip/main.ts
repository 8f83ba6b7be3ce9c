import { app, session } from 'electron';
import type { SlipContent } from '../../contract/index.ts';
import { createSlipPrinter, declareScheme, serveScheme } from '../../electron/shell/index.ts';

/** The Electron program of the slip's tests: makes one slip and says how; it runs on, as the kiosk does. */
export type SlipOrder = { content: SlipContent; widthMm: number; folder: string; pages: string };

const { content, widthMm, folder, pages }: SlipOrder = JSON.parse(process.argv.at(-1) ?? '');
declareScheme();
void app.whenReady().then(async () => {
  serveScheme(session.defaultSession, { app: pages });
  const printer = createSlipPrinter({
    session: session.defaultSession,
    folder,
    widthMm,
    onTrouble: () => {},
  });
  process.stdout.write(`${await printer.make(content)}\n`);
});
