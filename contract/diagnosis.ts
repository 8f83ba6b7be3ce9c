import type { ErrorReport } from './errors.ts';

/** One thing that was looked at: how it is, in a sentence, and what to do when it is not good. */
export type Finding = {
  subject: DiagnosisSubject;
  good: boolean;
  en: string;
  th: string;
};

export type DiagnosisSubject =
  | 'reader'
  | 'driver'
  | 'camera'
  | 'vault'
  | 'provisioning'
  | 'centre'
  | 'certificate'
  | 'settings'
  | 'versions'
  | 'clock'
  | 'outbox'
  | 'disk'
  | 'log';

/** How this kiosk is; names nobody, so it can be handed on as it stands. */
export type Diagnosis = { version: string; at: string; findings: Finding[] };

/** What a card did at the reader, and nothing of what stands on it. Times count from its insertion. */
export type CardTest = {
  reader: string | null;
  /** Null when no card was put in. */
  card: {
    /** Answer to reset, in hexadecimal; null when the card gave none. */
    atr: string | null;
    textMs: number | null;
    photoMs: number | null;
  } | null;
  /** Why it was not read to the end; null when it was, or when no card came. */
  error: ErrorReport | null;
};
