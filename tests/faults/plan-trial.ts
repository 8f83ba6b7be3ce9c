import { pick, seededRandom } from './random.ts';

/** Where a kiosk kills itself: the steps of a record's way. */
export const KIOSK_STEPS = ['saved', 'leased', 'sent', 'answered', 'storing', 'stored'] as const;
export type KioskStep = (typeof KIOSK_STEPS)[number];

/** What the line does to one call that carries records, or to the centre at that moment. */
export const LINE_FAULTS = [
  'cut-before',
  'cut-after',
  'delay',
  'duplicate',
  'other-answer',
  'status-500',
  'status-503',
  'half-body',
  'half-answer',
  'kill-centre-before',
  'kill-centre-during',
  'kill-centre-after',
  'kill-centre-answered',
] as const;
export type LineFault = (typeof LINE_FAULTS)[number];

/** The clock is wrong from the start, or jumps when the first record has been leased. */
export const CLOCK_FAULTS = ['wrong-at-start', 'jumps'] as const;
export type ClockFault = { kind: (typeof CLOCK_FAULTS)[number]; offsetMs: number };

/** Every kind of fault by the name under which it is counted. */
export const FAULT_KINDS = [
  ...KIOSK_STEPS.map((step) => `kill-kiosk-${step}` as const),
  ...LINE_FAULTS,
  ...CLOCK_FAULTS.map((kind) => `clock-${kind}` as const),
  'postgres-restarted',
  'disk-full',
  'database-corrupted',
] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

export type Trial = {
  records: number;
  /** Faults of the first calls, in order. */
  line: LineFault[];
  killAt: KioskStep | null;
  restartPostgres: boolean;
  clock: ClockFault | null;
  diskFull: boolean;
  corrupt: boolean;
};

const DAY_MS = 86_400_000;

/** The chance of one trial of a run: another for each, the same whenever it is run again. */
export const chanceOf = (seed: number, trial: number): (() => number) =>
  seededRandom(seed * 1_000_003 + trial);

/** The faults of a trial by the names under which they are counted. */
export function kindsOf({ line, killAt, restartPostgres, clock, diskFull, corrupt }: Trial): FaultKind[] {
  return [
    ...line,
    ...(killAt ? [`kill-kiosk-${killAt}` as const] : []),
    ...(clock ? [`clock-${clock.kind}` as const] : []),
    ...(restartPostgres ? (['postgres-restarted'] as const) : []),
    ...(diskFull ? (['disk-full'] as const) : []),
    ...(corrupt ? (['database-corrupted'] as const) : []),
  ];
}

/** What goes wrong in one trial: at least one thing, often several. */
export function planTrial(random: () => number): Trial {
  const often = random() < 0.75;
  const diskFull = random() < 0.1;
  return {
    records: 1 + Math.floor(random() * 6),
    line: often ? Array.from({ length: 1 + Math.floor(random() * 3) }, () => pick(LINE_FAULTS, random)) : [],
    killAt: !often || random() < 0.5 ? pick(KIOSK_STEPS, random) : null,
    restartPostgres: random() < 0.05,
    clock: random() < 0.1 ? planClock(random) : null,
    diskFull,
    // A full disk has no room for spare copies; that it breaks at the same time is one disaster too many.
    corrupt: !diskFull && random() < 0.1,
  };
}

function planClock(random: () => number): ClockFault {
  return { kind: pick(CLOCK_FAULTS, random), offsetMs: random() < 0.5 ? -DAY_MS : DAY_MS };
}
