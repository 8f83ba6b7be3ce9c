import { setTimeout as sleep } from 'node:timers/promises';
import {
  createWorld,
  DEMO_PEOPLE,
  driveVisit,
  waitForCentre,
  waitForDelivery,
} from '../../journey/testing.ts';
import { median, percentile, rounded } from '../percentile.ts';
import { familyByKind } from '../processes.ts';
import type { PageHolds } from './devtools.ts';
import { type PageNotes, readNotes, watchPage } from './page-watch.ts';
import { openPlainWindow } from './plain-window.ts';

export type ShiftFigures = {
  /** Visits that ended verified, each with its record received by the centre. */
  visits: number;
  /** The most that all processes of the kiosk had at once. */
  peakMB: number;
  /** How much more they had at the end of the shift than when it had begun. */
  growthMB: number;
  inputToPaintMsP95: number;
  /** While the face was tracked. */
  longTasksOver100ms: number;
  /** Beside the figures that were asked for: how many presses and samples they stand on, and what else was seen. */
  presses: number;
  /** The slow ones: medians of the three buttons that take longest. */
  slowestButtonsMs: Record<string, number>;
  memorySamples: number;
  /** What they had after the visits of each quarter of the shift (medians): a leak goes on, caches fill up. */
  quartersMB: number[];
  /** Decoded images that the pages still hold after the last visit: none, for each would be a face. */
  imagesHeld: number;
  /** What the page held after the warm-up and after the last visit, rubbish apart: a leak would show here first. */
  pageHolds: { afterWarmUp: PageHolds | null; atEnd: PageHolds };
  longTasksElsewhere: number;
  secondsPerVisit: number;
};

export type ShiftOptions = {
  visits: number;
  /** The visits begin at even distances over this time; 0: one right after the other. */
  hours: number;
  log(line: string): void;
};

const SAMPLE = 'somying';
const SAMPLE_EVERY_MS = 1000;
const DELIVERY_MS = 30_000;
const MS_PER_HOUR = 3_600_000;
/** The first visits fill caches and compile code; they are no growth. */
const WARM_UP_VISITS = 3;
const SLOWEST = 3;

/** A shift in the real window: virtual card, a film as camera, the real services and a real centre. */
export async function benchShift({ visits, hours, log }: ShiftOptions): Promise<ShiftFigures> {
  const world = await createWorld();
  let closeWindow = async () => {};
  try {
    const kiosk = await world.newKiosk('shift');
    const { page, pid, imagesHeld, pageHolds, close } = await openPlainWindow(
      kiosk.command(SAMPLE),
      kiosk.env,
    );
    closeWindow = close;
    await waitForCentre(page, DELIVERY_MS);
    const card = await world.takeCard(SAMPLE);
    await watchPage(page);

    const memory = watchMemory(pid);
    const sampling = setInterval(memory.look, SAMPLE_EVERY_MS);
    const afterVisit: number[] = [];
    let afterWarmUp: PageHolds | null = null;
    const startedMs = performance.now();
    let verified = 0;
    for (let visit = 0; visit < visits; visit++) {
      const beginsMs = startedMs + (visit / visits) * hours * MS_PER_HOUR;
      await sleep(Math.max(0, beginsMs - performance.now()));
      const { last } = await driveVisit({ page, card, people: DEMO_PEOPLE, say: () => {} });
      if (last.summary.outcome === 'verified') {
        const { recordState } = await waitForDelivery(page, DELIVERY_MS);
        if (recordState === 'received') verified++;
      } else log(`visit ${visit + 1} ended ${last.summary.outcome} (${last.summary.reason})`);
      const now = memory.look();
      afterVisit.push(now.mb);
      if (visit + 1 === WARM_UP_VISITS) afterWarmUp = await pageHolds();
      if ((visit + 1) % 10 === 0 || visit + 1 === visits) {
        log(`${visit + 1} visits: ${inWords(now)}; at most ${inWords(memory.peak())}`);
        log(answering(await readNotes(page)));
      }
    }
    clearInterval(sampling);
    const seconds = (performance.now() - startedMs) / 1000;

    const notes = await readNotes(page);
    return {
      visits: verified,
      peakMB: rounded(memory.peak().mb, 0),
      growthMB: rounded(growth(afterVisit), 0),
      inputToPaintMsP95: inputToPaintMsP95(notes),
      longTasksOver100ms: notes.longTasks.trackingMs.length,
      presses: notes.presses.length,
      slowestButtonsMs: slowestButtons(notes.presses),
      memorySamples: memory.samples(),
      quartersMB: quarters(afterVisit),
      imagesHeld: await imagesHeld(),
      pageHolds: { afterWarmUp, atEnd: await pageHolds() },
      longTasksElsewhere: notes.longTasks.otherMs.length,
      secondsPerVisit: rounded(seconds / visits, 1),
    };
  } finally {
    await closeWindow();
    await world.close();
  }
}

const inputToPaintMsP95 = ({ presses }: PageNotes): number =>
  rounded(
    percentile(
      presses.map(({ ms }) => ms),
      0.95,
    ),
    1,
  );

/** How quickly the page has answered so far: a shift takes long, and a disturbed one can be broken off. */
function answering(notes: PageNotes): string {
  const { trackingMs, otherMs } = notes.longTasks;
  return (
    `input to paint p95 ${inputToPaintMsP95(notes)} ms; long tasks: ` +
    `${trackingMs.join(', ') || 'none'} ms while tracking, ${otherMs.join(', ') || 'none'} ms elsewhere`
  );
}

type Memory = { mb: number; processes: { kind: string; mb: number }[] };

/** What all processes have now, and what they had when they had most. */
function watchMemory(pid: number) {
  let peak: Memory = { mb: 0, processes: [] };
  let samples = 0;
  return {
    look(): Memory {
      const processes = familyByKind(pid);
      const now = { mb: processes.reduce((sum, { mb }) => sum + mb, 0), processes };
      if (now.mb > peak.mb) peak = now;
      samples += 1;
      return now;
    },
    peak: () => peak,
    samples: () => samples,
  };
}

/** Which process grows, where one does. */
const inWords = ({ mb, processes }: Memory): string =>
  `${rounded(mb, 0)} MB (${processes.map((each) => `${each.kind} ${rounded(each.mb, 0)}`).join(', ')})`;

function slowestButtons(presses: PageNotes['presses']): Record<string, number> {
  const byButton = Map.groupBy(presses, ({ on }) => on);
  const medians = [...byButton].map(([on, its]): [string, number] => [
    on,
    rounded(median(its.map(({ ms }) => ms)), 1),
  ]);
  return Object.fromEntries(medians.sort(([, one], [, other]) => other - one).slice(0, SLOWEST));
}

/** Between the medians of the first and the last tenth (of at least three visits), without the warm-up. */
export function growth(afterVisit: readonly number[]): number {
  const warm = afterVisit.slice(Math.min(WARM_UP_VISITS, afterVisit.length - 1));
  const part = Math.min(warm.length, Math.max(3, Math.round(warm.length / 10)));
  return median(warm.slice(-part)) - median(warm.slice(0, part));
}

const quarters = (afterVisit: readonly number[]): number[] =>
  [0, 1, 2, 3].map((quarter) => {
    const at = (part: number): number => Math.floor((part * afterVisit.length) / 4);
    // Of a shift of less than four visits some quarters are empty: the visit that they fall into stands for them.
    return rounded(median(afterVisit.slice(at(quarter), Math.max(at(quarter + 1), at(quarter) + 1))), 0);
  });
