import { z } from 'zod';
import type { Facility, Role } from './device.ts';
import type { ErrorReport } from './errors.ts';
import { framesSchema } from './face.ts';
import type { DeviceReport } from './report.ts';
import {
  cameraProblemSchema,
  captureSchema,
  consentAnswerSchema,
  identityAnswerSchema,
  lookAnswerSchema,
  personNeededAnswerSchema,
  type RecordState,
  type VisitSummary,
  type VisitView,
} from './visit.ts';

/**
 * What the sandboxed pages and the trusted side say to each other. Both ends are made by walking these two
 * tables: `electron/preload.ts` offers them as `window.kiosk`, `electron/bridge.ts` serves them.
 */

export type StaffView = { id: string; name: string; role: Role };

/** The counter's header: each thing in a word. Pushed whole whenever something of it changes. */
export type KioskStatus = {
  facility: Facility | null;
  deviceName: string | null;
  deviceId: string | null;
  reader: { state: 'ready' | 'missing' | 'busy' | 'stopped'; name: string | null; virtual: boolean };
  centre: {
    state: 'online' | 'offline' | 'unregistered' | 'revoked';
    lastSyncAt: string | null;
    error: ErrorReport | null;
  };
  outbox: { waiting: number; parked: number; oldestAt: string | null; frozen: boolean };
  operator: StaffView | null;
  /** Parts that are not real; shown on every screen. */
  simulated: { reader: boolean; camera: boolean };
  training: boolean;
  policyVersion: string;
  version: string;
};

export type SupervisorReport = {
  /** Null until the centre was reached once. */
  counts: DeviceReport | null;
  /** Time of the last answer from the centre. */
  fetchedAt: string | null;
  /** Why the figures are not fresh; null when they are. */
  error: ErrorReport | null;
  outbox: { waiting: number; parked: number; received: number };
};

export type LastVisit = { summary: VisitSummary; recordState: RecordState | null; receipt: string | null };

/** What a page asks: the trusted side validates the input; the output is the trusted side's own word. */
const command = <Input extends z.ZodType, Output extends z.ZodType>(input: Input, output: Output) => ({
  input,
  output,
});
const noInput = z.undefined();
const done = z.void();
const answers = z.custom;

/** Commands: page → trusted side, answered. */
export const COMMANDS = {
  getVisit: command(noInput, answers<VisitView>()),
  getStatus: command(noInput, answers<KioskStatus>()),
  listStaff: command(noInput, answers<StaffView[]>()),
  signIn: command(
    z.object({ staffId: z.string().max(100), pin: z.string().regex(/^\d{4,12}$/) }),
    answers<StaffView>(),
  ),
  signOut: command(noInput, done),
  answerIdentity: command(identityAnswerSchema, done),
  answerConsent: command(consentAnswerSchema, done),
  /** Camera frames for the current step of the capture; what they led to comes as the next `visit` event. */
  submitFrames: command(captureSchema.extend({ frames: framesSchema }), done),
  reportCamera: command(cameraProblemSchema, done),
  answerLook: command(lookAnswerSchema, done),
  answerPersonNeeded: command(personNeededAnswerSchema, done),
  cancelVisit: command(noInput, done),
  sendNow: command(noInput, done),
  loadReport: command(noInput, answers<SupervisorReport>()),
  getLastVisit: command(noInput, answers<LastVisit | null>()),
} as const;

/** Events: trusted side → pages. */
export type Events = { visit: VisitView; status: KioskStatus };
export const EVENTS = ['visit', 'status'] as const satisfies readonly (keyof Events)[];

export type CommandName = keyof typeof COMMANDS;
export type CommandInput<Name extends CommandName> = z.infer<(typeof COMMANDS)[Name]['input']>;
export type CommandOutput<Name extends CommandName> = z.infer<(typeof COMMANDS)[Name]['output']>;

/** An answer as it crosses the bridge: errors travel as reports, never as stack traces. */
export type Answer<Output> = { ok: true; value: Output } | { ok: false; error: ErrorReport };

/** `window.kiosk` of a page. */
export type KioskBridge = {
  [Name in CommandName]: CommandInput<Name> extends undefined
    ? () => Promise<Answer<CommandOutput<Name>>>
    : (input: CommandInput<Name>) => Promise<Answer<CommandOutput<Name>>>;
} & {
  on<Name extends keyof Events>(event: Name, listener: (payload: Events[Name]) => void): () => void;
};

export const commandChannel = (name: CommandName): string => `kiosk:command:${name}`;
export const eventChannel = (name: keyof Events): string => `kiosk:event:${name}`;
