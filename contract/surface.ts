import { z } from 'zod';
import type { ErrorReport } from './errors.ts';
import { languageSchema } from './record.ts';
import type { VisitView } from './visit.ts';

/**
 * What a window shows. With one display it is shared by citizen and operator; with two, the operator's window on the
 * first is the counter's and the citizen has a window on the second.
 */
export type Surface = 'shared' | 'counter' | 'citizen';

/** How the citizen wants to read and hear the screen. Holds for one visit. */
export const comfortSchema = z.object({
  language: languageSchema,
  contrast: z.enum(['normal', 'high']),
  textSize: z.enum(['normal', 'large']),
  sound: z.enum(['on', 'off']),
  motion: z.enum(['normal', 'less']),
});
export type Comfort = z.infer<typeof comfortSchema>;

/** Steps that staff act on. */
export const STAFF_STEPS = [
  'approval-needed',
  'card-help',
  'operator-look',
  'person-needed',
] as const satisfies readonly VisitView['step'][];

/** Steps that a citizen acts on or waits in; idle is nobody's. */
export type CitizenStepName = Exclude<VisitView['step'], (typeof STAFF_STEPS)[number] | 'idle'>;

/** At the end it matters to staff whether there still is a card to be taken out. */
export type DoingName = CitizenStepName | 'done-card-out';

/** The counter's view of what the citizen does at the other window: how far it is, no word of the citizen. */
export type UnderWayView = {
  step: 'under-way';
  doing: DoingName;
  /** ISO 8601 UTC; null when the step does not end by itself. */
  deadlineAt: string | null;
  /** What keeps the citizen from going on; null when nothing does. */
  trouble: ErrorReport | null;
  /** Staff may take the step over. */
  staffCanHelp: boolean;
};

/** The citizen's view of what staff do at the other window. */
export type StaffTurnView = { step: 'staff-turn'; why: 'look' | 'face-not-confirmed' | 'help' };

/** What a window is told of the visit: the whole of a step that is acted on there, of the others what it needs. */
export type PageView = VisitView | UnderWayView | StaffTurnView;
