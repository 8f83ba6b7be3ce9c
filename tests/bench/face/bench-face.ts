import type { Policy } from '../../../contract/index.ts';
import { compareFaces } from '../../../electron/face/testing.ts';
import { captureWith, type RealEngine, startRealEngine } from '../../face/index.ts';
import { createRandom } from '../card/random.ts';
import { median, rounded } from '../percentile.ts';
import { type Enrolled, enrollAll, scoreFusedPairs, scorePairs, scoresOfGroups } from './comparisons.ts';
import { type DetPoint, detCurve, type GroupRates, ratesOf } from './error-rates.ts';
import { type HeldOut, measureHeldOut } from './held-out.ts';
import type { Photo } from './people.ts';
import { measurePresentations, type PresentationFigures } from './presentations.ts';
import { SPECIES } from './species.ts';
import { createStudio, STUDIO_PAGE } from './studio.ts';

export type FaceBenchOptions = {
  photos: readonly Photo[];
  policy: Pick<Policy, 'face' | 'liveness'>;
  /** Clips and attacks are made of so many photos of each person. */
  clipsPerPerson: number;
  /** Attacks to try; all there are when left out. */
  species?: readonly string[];
  /** Looks at one picture that are timed. */
  timings: number;
  /** Whether frames a second are measured: half a minute with a camera that plays a clip. */
  tracking: boolean;
  seed: number;
  log(line: string): void;
};

export type FaceFigures = Omit<PresentationFigures, 'photosNotUsed'> & {
  model: string;
  photos: number;
  people: number;
  groups: Record<string, GroupRates>;
  /** The same pairs, the probe fused from two photos of the person. */
  fusedProbe: Record<string, GroupRates>;
  /** Thresholds chosen on one half of the people, measured on the other. */
  heldOut: HeldOut[];
  failureToEnroll: { photos: number; references: number; probes: number };
  photosNotUsed: number;
  ms: { detect: number; embed: number; compare: number; n: number };
  trackingFps: number | null;
  /** Tasks that kept the citizen's page from drawing for more than 50 ms while the face was tracked for so long. */
  longTasks: { n: number; longestMs: number; seconds: number } | null;
};

/** The figures, and the curves that the report draws. */
export type FaceMeasurement = { figures: FaceFigures; curves: Record<string, DetPoint[]> };

/** All figures of the face: the real engine in a real Electron, judged by the kiosk's own code. */
export async function benchFace(options: FaceBenchOptions): Promise<FaceMeasurement> {
  const { photos, policy, log } = options;
  const engine = await startRealEngine({ page: STUDIO_PAGE });
  try {
    const studio = createStudio(engine);
    log(`${photos.length} photos …`);
    const enrolled = await enrollAll(photos, { engine, studio });
    const scores = scoresOfGroups(enrolled, (people) => scorePairs(people, policy.face));
    const fused = scoresOfGroups(enrolled, (people) => scoreFusedPairs(people, policy.face));
    log('Times …');
    const ms = await measureTimes(engine, enrolled, options);
    log('Attacks …');
    const { below } = createRandom(options.seed);
    const random = (): number => below(2 ** 32) / 2 ** 32;
    const presentations = await measurePresentations(photos, {
      clipsPerPerson: options.clipsPerPerson,
      species: options.species ?? Object.keys(SPECIES),
      engine,
      studio,
      policy,
      random,
      log,
    });
    return {
      figures: {
        model: policy.face.model,
        photos: photos.length,
        people: new Set(photos.map(({ subject }) => subject)).size,
        groups: mapValues(scores, (each) => ratesOf(each, thresholdsOf(policy))),
        fusedProbe: mapValues(fused, (each) => ratesOf(each, thresholdsOf(policy))),
        heldOut: measureHeldOut(enrolled, policy.face),
        failureToEnroll: {
          photos: photos.length,
          references: enrolled.filter(({ reference }) => !reference).length,
          probes: enrolled.filter(({ probe }) => !probe).length,
        },
        ...presentations,
        ms,
        ...(options.tracking ? await measureTracking(policy) : { trackingFps: null, longTasks: null }),
      },
      curves: mapValues(scores, detCurve),
    };
  } finally {
    await engine.stop();
  }
}

const thresholdsOf = ({ face }: Pick<Policy, 'face'>) => ({
  accept: face.acceptThreshold,
  refer: face.lookThreshold,
});

async function measureTimes(
  engine: RealEngine,
  enrolled: readonly Enrolled[],
  { photos, timings, policy }: FaceBenchOptions,
): Promise<FaceFigures['ms']> {
  const found = enrolled.findIndex(({ probe, reference }) => probe && reference);
  const [photo, person] = [photos[found], enrolled[found]];
  if (!photo || !person?.probe || !person.reference) throw new Error('no photo shows a face');
  const frames = await createStudio(engine).enroll(photo.jpeg);
  if (!frames) throw new Error('the studio found no face');
  const { detectMs, embedMs } = await engine.time(frames.probe, timings);
  const startedAt = performance.now();
  for (let round = 0; round < timings; round += 1) compareFaces(person.probe, person.reference, policy.face);
  const compareMs = (performance.now() - startedAt) / timings;
  return {
    detect: rounded(median(detectMs)),
    embed: rounded(median(embedMs)),
    compare: rounded(compareMs),
    n: timings,
  };
}

async function measureTracking(
  policy: FaceBenchOptions['policy'],
): Promise<Pick<FaceFigures, 'trackingFps' | 'longTasks'>> {
  const { steps } = await captureWith('malee', policy);
  const longTasksMs = steps.flatMap(({ taken }) => taken.longTasksMs);
  const trackedMs = steps.reduce((sum, { taken }) => sum + taken.ms, 0);
  return {
    trackingFps: rounded(median(steps.map(({ taken }) => taken.trackedPerSecond))),
    longTasks: {
      n: longTasksMs.length,
      longestMs: rounded(Math.max(0, ...longTasksMs)),
      seconds: rounded(trackedMs / 1000),
    },
  };
}

function mapValues<From, To>(record: Record<string, From>, change: (value: From) => To): Record<string, To> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
}
