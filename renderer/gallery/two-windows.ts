import type { PageView, Surface } from '../../contract/index.ts';

const LATER = new Date(Date.now() + 120_000).toISOString();
const underWay = { step: 'under-way', deadlineAt: LATER, trouble: null, staffCanHelp: true } as const;

/** What the two windows show of each other's steps where the citizen has a display of their own. */
export const TWO_WINDOWS: Readonly<Record<string, PageView>> = {
  closed: { step: 'idle' },
  'staff-turn-look': { step: 'staff-turn', why: 'look' },
  'staff-turn-not-confirmed': { step: 'staff-turn', why: 'face-not-confirmed' },
  'staff-turn-help': { step: 'staff-turn', why: 'help' },
  'under-way-consent': { ...underWay, doing: 'consent' },
  'under-way-face': { ...underWay, doing: 'face', trouble: { code: 'CAMERA_MISSING' } },
  'under-way-done': { ...underWay, doing: 'done', deadlineAt: null, staffCanHelp: false },
  'under-way-card-out': { ...underWay, doing: 'done-card-out', staffCanHelp: false },
};

/** Which window a screen belongs to. */
export function surfaceAt(screen: string): Surface {
  if (!(screen in TWO_WINDOWS)) return 'shared';
  return screen.startsWith('under-way') ? 'counter' : 'citizen';
}
