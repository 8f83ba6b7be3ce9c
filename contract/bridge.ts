import { z } from 'zod';
import type { Facility, Role } from './device.ts';
import type { CardTest, Diagnosis } from './diagnosis.ts';
import type { ErrorCode, ErrorReport } from './errors.ts';
import { framesSchema } from './face.ts';
import {
  type AuditView,
  caseOutcomeSchema,
  type Desk,
  type FacilityFigures,
  type Figures,
  periodSchema,
  type Rules,
  referenceSchema,
  type StaffRow,
  staffEditSchema,
  type Written,
} from './office.ts';
import { pinChoiceSchema, pinSchema } from './pin.ts';
import { languageSchema } from './record.ts';
import type { DeviceReport } from './report.ts';
import type { SlipMade } from './slip.ts';
import { type Comfort, comfortSchema, type PageView, type Surface } from './surface.ts';
import type { TokenStatus } from './token.ts';
import {
  cameraReportSchema,
  captureSchema,
  consentAnswerSchema,
  identityAnswerSchema,
  lookAnswerSchema,
  personNeededAnswerSchema,
  type RecordState,
  referralSchema,
  supervisorDecisionSchema,
  type VisitSummary,
} from './visit.ts';

/**
 * What the sandboxed pages and the trusted side say to each other. Both ends are made by walking these two
 * tables: `electron/preload.ts` offers them as `window.kiosk`, `electron/bridge.ts` serves them.
 */

export type StaffView = { id: string; name: string; role: Role };
export type StaffAccountView = StaffView & { locked: boolean };

/** The counter's header: each thing in a word. Pushed whole whenever something of it changes. */
/**
 * What keeps the reader from being used, and its words. `refused`: those that are there may not be used; `busy`: another program
 * keeps the card; `stopped`: the system's smart-card service does not answer.
 */
export const READER_TROUBLE = {
  missing: 'READER_MISSING',
  refused: 'READER_NOT_ALLOWED',
  busy: 'READER_BUSY',
  stopped: 'PCSC_STOPPED',
} as const satisfies Record<string, ErrorCode>;

export type ReaderState = { state: 'ready' | keyof typeof READER_TROUBLE; name: string | null };

export type KioskStatus = {
  /** What the window that is told this shows. */
  surface: Surface;
  /** Set while the machine belongs to no facility: what was wrong with the file that lay there, null when there was none. */
  setUp: { reason: ErrorReport | null } | null;
  /** Why the provisioning file that was named at the start was passed over; null when none was. */
  ignoredFile: ErrorReport | null;
  /** What the citizen chose, for the window that the visit moves to; null when nobody chose anything yet. */
  comfort: Comfort | null;
  facility: Facility | null;
  deviceName: string | null;
  deviceId: string | null;
  reader: ReaderState & { virtual: boolean };
  centre: {
    state: 'online' | 'offline' | 'unregistered' | 'revoked';
    lastSyncAt: string | null;
    error: ErrorReport | null;
  };
  outbox: {
    waiting: number;
    parked: number;
    oldestAt: string | null;
    /** The limit that is near, and the one that is reached: then no new visit starts. */
    warning: OutboxLimit | null;
    frozen: OutboxLimit | null;
  };
  /** Who may work here now. */
  operator: StaffView | null;
  /** Who has signed in with a PIN that somebody else set: before they have chosen their own, nobody may work here. */
  choosingPin: StaffView | null;
  /**
   * Label of the camera that was chosen; null for whichever is there. Words of labels that are refused, and of those that alone
   * are allowed; null where all others are.
   */
  camera: { chosen: string | null; refused: readonly string[]; allowed: readonly string[] | null };
  /** Names of the settings that IT has laid down: nobody changes them here. */
  locked: readonly string[];
  /** Parts that are not real; shown on every screen. */
  simulated: { reader: boolean; camera: boolean };
  training: boolean;
  policyVersion: string;
  version: string;
};

/** Limits of the policy: how many records wait, how long the oldest has, how little of the disk is free. */
export type OutboxLimit = 'count' | 'age' | 'disk';

export type SupervisorReport = {
  /** Null until the centre was reached once. */
  counts: DeviceReport | null;
  /** Time of the last answer from the centre. */
  fetchedAt: string | null;
  /** Why the figures are not fresh; null when they are. */
  error: ErrorReport | null;
  outbox: { waiting: number; parked: number; received: number };
};

export type LastVisit = {
  summary: VisitSummary;
  recordState: RecordState | null;
  receipt: string | null;
  /** As the centre knew it at the last sync. */
  tokenStatus: TokenStatus | null;
};

/** What a page asks: the trusted side validates the input; the output is the trusted side's own word. */
const command = <Input extends z.ZodType, Output extends z.ZodType>(input: Input, output: Output) => ({
  input,
  output,
});
const noInput = z.undefined();
const done = z.void();
const answers = z.custom;

const signInSchema = z.object({ staffId: z.string().max(100), pin: pinSchema });

const CODE_LETTERS_MAX = 40;
/** How a new machine gets its provisioning file: one that is chosen, or the one that waits at the centre for a set-up code. */
export const setUpSchema = z.discriminatedUnion('from', [
  z.object({ from: z.literal('file') }),
  z.object({
    from: z.literal('code'),
    centreUrl: z.url({ protocol: /^https?$/ }).max(200),
    code: z.string().max(CODE_LETTERS_MAX),
  }),
]);
export type SetUpInput = z.infer<typeof setUpSchema>;

/** Commands: page → trusted side, answered. */
export const COMMANDS = {
  getVisit: command(noInput, answers<PageView>()),
  getStatus: command(noInput, answers<KioskStatus>()),
  /** For a machine that belongs to no facility; `taken` is false when nobody chose a file. */
  setUp: command(setUpSchema, answers<{ taken: boolean }>()),
  listStaff: command(noInput, answers<StaffAccountView[]>()),
  /** A supervisor's PIN lifts the lock of somebody who typed too many wrong ones. */
  unlockStaff: command(signInSchema.extend({ lockedId: z.string().max(100) }), done),
  signIn: command(signInSchema, answers<StaffView>()),
  signOut: command(noInput, done),
  /** Who is signed in chooses a PIN that nobody else knows; with one that somebody else set nothing else is possible. */
  choosePin: command(pinChoiceSchema, done),
  answerIdentity: command(identityAnswerSchema, done),
  answerConsent: command(consentAnswerSchema, done),
  /** Camera frames for the current step of the capture; what they led to comes as the next `visit` event. */
  submitFrames: command(captureSchema.extend({ frames: framesSchema }), done),
  reportCamera: command(cameraReportSchema, done),
  /** The camera to use from now on, by its label. */
  chooseCamera: command(z.object({ label: z.string().max(200) }), done),
  answerLook: command(lookAnswerSchema, done),
  answerPersonNeeded: command(personNeededAnswerSchema, done),
  /** The citizen wants staff: to be helped at the camera, to be represented, or with a card that can't be read. */
  askForHelp: command(noInput, done),
  /** Ends the visit without a token and puts it on the list of what waits for a supervisor. */
  referVisit: command(referralSchema, done),
  /** A supervisor signs in for one decision; the operator stays signed in. */
  decideAsSupervisor: command(signInSchema.extend({ decision: supervisorDecisionSchema }), done),
  cancelVisit: command(noInput, done),
  /** The citizen needs more time: the time for the present question begins anew. */
  askMoreTime: command(noInput, done),
  /** The page itself broke: its kind of fault, never its words, which could quote what it showed. */
  tellFailure: command(z.object({ fault: z.string().regex(/^\w{1,40}$/) }), done),
  /** What the citizen chose lasts for the visit, also when it moves to another window. */
  keepComfort: command(comfortSchema, done),
  /** Has the slip of the visit at its good end made, once. */
  makeSlip: command(z.object({ language: languageSchema }), answers<SlipMade>()),
  /** Writes that slip into a folder that staff choose in the system's own window, as long as the visit is there. */
  saveSlip: command(z.object({ language: languageSchema }), answers<Written>()),
  sendNow: command(noInput, done),
  /** The day's visits and what waits for somebody; with a reference, the visits of any day that it fits. */
  loadDesk: command(z.object({ reference: referenceSchema }), answers<Desk>()),
  /** Takes an exception off the list of what waits. For supervisors. */
  closeCase: command(z.object({ seq: z.number().int(), outcome: caseOutcomeSchema }), done),
  /** The person has been told: takes them off the facility's list, at the centre as soon as it can be reached. */
  closeCallBack: command(z.object({ tokenId: z.string().max(64) }), done),
  /** Sends a parked record once more. For supervisors, as is all that follows up to the copy of the vault. */
  sendAgain: command(z.object({ recordId: z.uuid() }), done),
  loadFigures: command(z.object({ period: periodSchema }), answers<Figures>()),
  /** Writes the figures as an Excel file. */
  saveFigures: command(z.object({ period: periodSchema }), answers<{ file: string }>()),
  /** A page of the audit log, newest first, before this entry (`seq`); and whether its chain holds. */
  loadAudit: command(z.object({ before: z.number().int().nullable() }), answers<AuditView>()),
  loadRules: command(noInput, answers<Rules>()),
  loadReport: command(z.object({ period: periodSchema }), answers<SupervisorReport>()),
  /** The facility's machines and operators at the centre. */
  loadFacility: command(z.object({ period: periodSchema }), answers<FacilityFigures>()),
  loadPeople: command(noInput, answers<StaffRow[]>()),
  editStaff: command(staffEditSchema, done),
  /** Writes what the centre has not signed for into a folder that is chosen in the system's own window. */
  exportPending: command(noInput, answers<Written>()),
  /** Writes a copy of the vault into such a folder. */
  backUpVault: command(noInput, answers<Written>()),
  getLastVisit: command(noInput, answers<LastVisit | null>()),
  /** Looks at everything the kiosk needs. Nothing of it is personal: between visits it is for whoever looks after the machine. */
  loadDiagnosis: command(noInput, answers<Diagnosis>()),
  /** Waits for a card and tells how it was read, not what. No visit begins with it. */
  testCard: command(noInput, answers<CardTest>()),
  /** Writes the last diagnosis into a folder that is chosen in the system's own window. For supervisors. */
  saveDiagnosis: command(noInput, answers<Written>()),
} as const;

/** What both windows may ask where the citizen has one of their own. */
const BOTH_ASK = [
  'getVisit',
  'getStatus',
  'askForHelp',
  'cancelVisit',
  'askMoreTime',
  'tellFailure',
] as const;
/** What only the citizen answers: no operator consents for somebody else. */
const CITIZEN_ANSWERS = [
  'answerIdentity',
  'answerConsent',
  'submitFrames',
  'reportCamera',
  'makeSlip',
  'keepComfort',
] as const satisfies readonly (keyof typeof COMMANDS)[];
/** All that the citizen's own window may ask. */
export const CITIZEN_COMMANDS = [...BOTH_ASK, ...CITIZEN_ANSWERS] as const;

/** Whether a window with this surface may send this command. */
export function mayAsk(surface: Surface, name: CommandName): boolean {
  const isIn = (names: readonly CommandName[]) => names.includes(name);
  if (surface === 'citizen') return isIn(CITIZEN_COMMANDS);
  return surface === 'shared' || !isIn(CITIZEN_ANSWERS);
}

/** Events: trusted side → pages. */
export type Events = { visit: PageView; status: KioskStatus };
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
