import { pick } from './random.ts';

/** Where a kiosk kills itself: the steps of a record's way. */
export const KIOSK_STEPS = ['saved', 'leased', 'sent', 'answered', 'storing', 'stored'] as const;
export type KioskStep = (typeof KIOSK_STEPS)[number];

/** What the line does to one call that carries records. */
export const LINE_FAULTS = [
  'cut-before',
  'cut-after',
  'delay',
  'duplicate',
  'other-answer',
  'status-500',
  'status-503',
  'half-body',
  'kill-centre-before',
  'kill-centre-after',
] as const;
export type LineFault = (typeof LINE_FAULTS)[number];

export type Trial = {
  records: number;
  /** Faults of the first calls, in order. */
  line: LineFault[];
  killAt: KioskStep | null;
  restartPostgres: boolean;
  clockOffsetMs: number;
  diskFull: boolean;
  corrupt: boolean;
};

const DAY_MS = 86_400_000;

/** What goes wrong in one trial: at least one thing, often several. */
export function planTrial(random: () => number): Trial {
  const often = random() < 0.75;
  return {
    records: 1 + Math.floor(random() * 6),
    line: often ? Array.from({ length: 1 + Math.floor(random() * 3) }, () => pick(LINE_FAULTS, random)) : [],
    killAt: !often || random() < 0.5 ? pick(KIOSK_STEPS, random) : null,
    restartPostgres: random() < 0.05,
    clockOffsetMs: random() < 0.1 ? (random() < 0.5 ? -DAY_MS : DAY_MS) : 0,
    diskFull: random() < 0.1,
    corrupt: random() < 0.1,
  };
}
