import {
  type Comfort,
  KioskError,
  type KioskStatus,
  type Language,
  type PinChoice,
  type RecordState,
  type StaffView,
  type TokenStatus,
  type Written,
} from '../contract/index.ts';
import { statusFor, viewFor } from './audience.ts';
import type { Handlers } from './bridge.ts';
import type { DiagnosisHandlers } from './diagnosis-side.ts';
import type { Enrollment } from './enrollment/index.ts';
import type { OfficeHandlers } from './office-handlers.ts';
import type { Slips } from './slips.ts';

export type HandlerParts = {
  enrollment: Enrollment;
  status(): KioskStatus;
  /** @throws KioskError SIGN_IN_WRONG, SIGN_IN_LOCKED */
  signIn(staffId: string, pin: string): Promise<StaffView>;
  /**
   * Checks the PIN of a supervisor who is not the operator; nobody is signed in or out by it.
   * @throws KioskError SUPERVISOR_REQUIRED, SIGN_IN_WRONG, SIGN_IN_LOCKED, PIN_NOT_OWN
   */
  checkSupervisor(staffId: string, pin: string): Promise<{ id: string; name: string }>;
  /** @throws KioskError SIGN_IN_REQUIRED, PIN_WEAK, PIN_SAME, SIGN_IN_WRONG, SIGN_IN_LOCKED */
  choosePin(choice: PinChoice): Promise<void>;
  signOut(): void;
  chooseCamera(label: string): void;
  slips: Slips;
  /** @throws KioskError SIGN_IN_REQUIRED, PIN_NOT_OWN, REQUEST_INVALID, DRIVE_FAILED */
  saveSlip(language: Language): Promise<Written>;
  sendNow(): void;
  /** A page broke and is started again. */
  pageFailed(fault: string): void;
  recordState(recordId: string): RecordState | null;
  receipt(recordId: string): string | null;
  tokenStatus(recordId: string): TokenStatus | null;
};

/** What each command of the contract does. */
export function createHandlers(
  parts: HandlerParts,
): Omit<Handlers, keyof OfficeHandlers | keyof DiagnosisHandlers> {
  const { enrollment } = parts;
  const { dispatch } = enrollment;
  let comfort: Comfort | null = null;
  return {
    getVisit: (_, surface) => viewFor(surface, enrollment.view()),
    getStatus: (_, surface) => statusFor(surface, { ...parts.status(), comfort }),
    setUp: () => {
      throw new KioskError('REQUEST_INVALID', { reason: 'set up already' });
    },
    keepComfort: (chosen) => {
      comfort = chosen;
    },
    signIn: ({ staffId, pin }) => parts.signIn(staffId, pin),
    choosePin: (choice) => parts.choosePin(choice),
    signOut: () => parts.signOut(),
    answerIdentity: ({ mine }) => dispatch({ type: 'identity-answered', mine }),
    answerConsent: ({ agree, version, language }) =>
      dispatch({ type: 'consent-answered', agree, version, language }),
    submitFrames: ({ step, request, frames }) =>
      dispatch({ type: 'frames-submitted', step, request, frames }),
    reportCamera: ({ problem }) => dispatch({ type: 'camera-reported', problem }),
    chooseCamera: ({ label }) => parts.chooseCamera(label),
    answerLook: ({ samePerson, noMaskOrPrint }) =>
      dispatch({ type: 'look-answered', samePerson, noMaskOrPrint }),
    answerPersonNeeded: ({ action }) => dispatch({ type: 'person-needed-answered', action }),
    askForHelp: () => dispatch({ type: 'help-asked' }),
    referVisit: ({ reason }) => dispatch({ type: 'referred', reason }),
    async decideAsSupervisor({ staffId, pin, decision }) {
      const supervisor = await parts.checkSupervisor(staffId, pin);
      dispatch({ type: 'supervisor-decided', decision, supervisor });
    },
    cancelVisit: () => dispatch({ type: 'cancelled' }),
    makeSlip: ({ language }) => parts.slips.make(language),
    saveSlip: ({ language }) => parts.saveSlip(language),
    askMoreTime: () => dispatch({ type: 'more-time' }),
    sendNow: () => parts.sendNow(),
    tellFailure: ({ fault }) => parts.pageFailed(fault),
    getLastVisit: () => {
      const summary = enrollment.lastSummary();
      if (!summary) return null;
      const { recordId } = summary;
      return {
        summary,
        recordState: recordId ? parts.recordState(recordId) : null,
        receipt: recordId ? parts.receipt(recordId) : null,
        tokenStatus: recordId ? parts.tokenStatus(recordId) : null,
      };
    },
  };
}
