import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { KioskCommand } from '../../native/demo/index.ts';
import { DEMO_PEOPLE, type People } from './citizen.ts';
import {
  type CardInHand,
  driveVisit,
  loadReport,
  lookAtReport,
  waitForCentre,
  waitForDelivery,
} from './drive.ts';
import { type JourneyReport, journeyReport } from './journey-report.ts';
import { openKiosk } from './open-kiosk.ts';

const DELIVERY_TIMEOUT_MS = 30_000;

export type JourneyOptions = {
  command: KioskCommand;
  env: Record<string, string>;
  card: CardInHand;
  /** The kiosk opens without it; the visit waits, so that the counts before it are known. */
  centreReady: Promise<unknown>;
  /** Folder for `journey.json` and the pictures. */
  out: string;
  people?: Partial<People>;
  say(line: string): void;
};

/** The whole journey: the kiosk is opened, a visit made and delivered, the counts looked at, the kiosk closed. */
export async function runJourney(options: JourneyOptions): Promise<JourneyReport> {
  const { out, say, card } = options;
  await mkdir(out, { recursive: true });
  const kiosk = await openKiosk(options.command, options.env);
  try {
    say(`the kiosk is open after ${Math.round(kiosk.startMs)} ms`);
    await options.centreReady;
    await waitForCentre(kiosk.page, DELIVERY_TIMEOUT_MS);
    const people = { ...DEMO_PEOPLE, ...options.people };
    const before = await loadReport(kiosk.page);
    const { last, steps } = await driveVisit({ page: kiosk.page, card, people, screens: out, say });
    const delivered = last.summary.recordId ? await waitForDelivery(kiosk.page, DELIVERY_TIMEOUT_MS) : last;
    if (delivered.recordState === 'received') say('the centre has the record and signed the receipt');
    const after = await lookAtReport(kiosk.page, out);
    const { electron, startMs } = kiosk;
    const report = journeyReport({ last: delivered, steps, before, after, electron, startMs });
    await writeFile(path.join(out, 'journey.json'), `${JSON.stringify(report, null, 2)}\n`);
    return report;
  } finally {
    await kiosk.close();
  }
}
