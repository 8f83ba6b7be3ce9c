import type { KioskStatus, RecordState, StaffView, SupervisorReport } from '../contract/index.ts';
import type { Handlers } from './bridge.ts';
import type { Enrollment } from './enrollment/index.ts';

export type HandlerParts = {
  enrollment: Enrollment;
  status(): KioskStatus;
  listStaff(): StaffView[];
  /** @throws KioskError SIGN_IN_WRONG, SIGN_IN_LOCKED */
  signIn(staffId: string, pin: string): Promise<StaffView>;
  signOut(): void;
  sendNow(): void;
  loadReport(): Promise<SupervisorReport>;
  recordState(recordId: string): RecordState | null;
  receipt(recordId: string): string | null;
};

/** What each command of the contract does. */
export function createHandlers(parts: HandlerParts): Handlers {
  const { enrollment } = parts;
  const { dispatch } = enrollment;
  return {
    getVisit: () => enrollment.view(),
    getStatus: () => parts.status(),
    listStaff: () => parts.listStaff(),
    signIn: ({ staffId, pin }) => parts.signIn(staffId, pin),
    signOut: () => parts.signOut(),
    answerIdentity: ({ mine }) => dispatch({ type: 'identity-answered', mine }),
    answerConsent: ({ agree, version, language }) =>
      dispatch({ type: 'consent-answered', agree, version, language }),
    submitFrames: ({ step, request, frames }) =>
      dispatch({ type: 'frames-submitted', step, request, frames }),
    reportCamera: ({ code }) => dispatch({ type: 'camera-problem', code }),
    answerLook: ({ samePerson, noMaskOrPrint }) =>
      dispatch({ type: 'look-answered', samePerson, noMaskOrPrint }),
    answerPersonNeeded: ({ action }) => dispatch({ type: 'person-needed-answered', action }),
    cancelVisit: () => dispatch({ type: 'cancelled' }),
    sendNow: () => parts.sendNow(),
    loadReport: () => parts.loadReport(),
    getLastVisit: () => {
      const summary = enrollment.lastSummary();
      if (!summary) return null;
      const { recordId } = summary;
      return {
        summary,
        recordState: recordId ? parts.recordState(recordId) : null,
        receipt: recordId ? parts.receipt(recordId) : null,
      };
    },
  };
}
