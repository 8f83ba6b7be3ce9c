import { type CaptureStep, type ProbeFault, probeFault } from '../../contract/index.ts';
import type { TrackedFrame } from './tracking.ts';

/** The one thing to tell the citizen; the words for it belong to the screens. */
export type Guidance =
  | CaptureStep
  | 'hold-still'
  | 'closer'
  | 'further'
  | 'centre'
  | 'one-person'
  | 'too-dark'
  | 'too-bright'
  | 'uneven-light'
  | 'no-mask'
  | 'no-dark-glasses'
  | 'open-eyes'
  | 'close-mouth'
  | 'well-done';

const FOR_FAULT: Readonly<Record<ProbeFault, Guidance>> = {
  further: 'further',
  closer: 'closer',
  centre: 'centre',
  'too-dark': 'too-dark',
  'too-bright': 'too-bright',
  'look-straight': 'look-straight',
  'uneven-light': 'uneven-light',
  mask: 'no-mask',
  'dark-glasses': 'no-dark-glasses',
  'open-eyes': 'open-eyes',
  'close-mouth': 'close-mouth',
  'hold-still': 'hold-still',
};

/** While a challenge is done only what keeps the face out of sight matters: turning moves the rest. */
const MATTERS_IN_CHALLENGE: ReadonlySet<ProbeFault> = new Set([
  'further',
  'closer',
  'too-dark',
  'mask',
  'dark-glasses',
]);

export function guidanceFor(step: CaptureStep, { faces, face }: TrackedFrame): Guidance {
  if (faces > 1) return 'one-person';
  if (!face) return 'look-straight';
  const fault = probeFault(face);
  if (step === 'look-straight') return fault ? FOR_FAULT[fault] : 'hold-still';
  return fault && MATTERS_IN_CHALLENGE.has(fault) ? FOR_FAULT[fault] : step;
}
