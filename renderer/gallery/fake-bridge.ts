import type { Answer, KioskBridge } from '../../contract/index.ts';
import { REPORT, STAFF, STATUS } from './samples.ts';

const yes = <Output>(value: Output): Promise<Answer<Output>> => Promise.resolve({ ok: true, value });
const nothing = () => yes<void>(undefined);

/** A trusted side that agrees to everything and does nothing, so that screens can be looked at. */
export const fakeBridge: KioskBridge = {
  getVisit: () => yes({ step: 'idle' }),
  getStatus: () => yes(STATUS),
  listStaff: () => yes(STAFF),
  signIn: () => Promise.resolve({ ok: false, error: { code: 'SIGN_IN_WRONG', details: { left: 3 } } }),
  signOut: nothing,
  answerIdentity: nothing,
  answerConsent: nothing,
  submitFrames: nothing,
  reportCamera: nothing,
  answerLook: nothing,
  answerPersonNeeded: nothing,
  cancelVisit: nothing,
  sendNow: nothing,
  loadReport: () => yes(REPORT),
  getLastVisit: () => yes(null),
  on: () => () => {},
};
