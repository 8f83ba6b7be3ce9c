import type { CitizenView, Policy, VisitView } from '../../contract/index.ts';
import { approvalsFor, exceptionsFor, referralsFor } from './policy.ts';
import type { Card, VisitState } from './visit-state.ts';

/** What the screens may know of the visit. The room is public: of the citizen ID only its end. */
export function viewOf(state: VisitState, policy: Policy): VisitView {
  switch (state.step) {
    case 'idle':
    case 'comparing':
    case 'saving':
      return { step: state.step };
    case 'reading':
      return { step: 'reading', photoShare: 0 };
    case 'card-problem':
      return {
        step: 'card-problem',
        error: state.error,
        staffCanHelp: !state.reading && referralsFor(policy, state.error.code).length > 0,
      };
    case 'card-help':
      return { step: state.step, reason: state.reason, referrals: referralsFor(policy, state.reason.code) };
    case 'approval-needed':
      return {
        step: state.step,
        reason: state.reason,
        citizen: citizenOf(state.card),
        approvals: approvalsFor(policy, state.reason.code).map(({ reason, atMost }) => ({ reason, atMost })),
        referrals: referralsFor(policy, state.reason.code),
      };
    case 'confirm-identity':
      return {
        step: state.step,
        citizen: citizenOf(state.card),
        photoShare: state.card.photoShare,
        interrupted: state.interrupted,
        deadlineAt: state.deadlineAt.toISOString(),
      };
    // For the citizen one wait: the photo on its way from the chip to the face engine.
    case 'waiting-photo':
    case 'preparing-capture':
      return { step: 'waiting-photo', citizen: citizenOf(state.card), photoShare: state.card.photoShare };
    case 'consent':
      return {
        step: 'consent',
        citizen: citizenOf(state.card),
        consentVersion: policy.consent.version,
        deadlineAt: state.deadlineAt.toISOString(),
      };
    case 'face':
      return {
        step: 'face',
        attempt: state.failed + 1,
        current: state.steps[state.position] ?? 'look-straight',
        done: state.steps.slice(0, state.position),
        remaining: state.steps.length - state.position - 1,
        hint: state.hint,
        camera: state.camera,
        request: state.request,
        deadlineAt: state.deadlineAt.toISOString(),
      };
    case 'operator-look': {
      const { probe, comparison, liveness } = state.capture;
      return { step: 'operator-look', citizen: citizenOf(state.card), probe, comparison, liveness };
    }
    case 'person-needed':
      return {
        step: 'person-needed',
        reason: state.reason,
        citizen: citizenOf(state.card),
        probe: state.capture?.probe ?? null,
        failed: state.failed,
        retryBy: state.retryBy,
        retryAt: state.retryAt?.toISOString() ?? null,
        exceptions: exceptionsFor(policy, state.reason.code).map(({ reason, end: { level } }) => ({
          reason,
          level,
        })),
        referrals: referralsFor(policy, state.reason.code),
      };
    case 'done':
      return {
        step: 'done',
        citizen: citizenOf(state.card),
        qrText: state.qrText,
        transactionCode: state.transactionCode,
        level: state.level,
        levelPending: state.levelPending,
        deadlineAt: state.deadlineAt?.toISOString() ?? null,
        nextCardIn: state.nextCardIn,
      };
    case 'ended':
      return { step: 'ended', outcome: state.outcome, reason: state.reason };
  }
}

function citizenOf({ identity, photo }: Card): CitizenView {
  return {
    nameTh: identity.nameTh,
    nameEn: identity.nameEn,
    cidMasked: maskCid(identity.cid),
    photo: photo?.jpeg ?? null,
  };
}

/** `1234567890121` → `x-xxxx-xxxxx-12-1`. */
export function maskCid(cid: string): string {
  return `x-xxxx-xxxxx-${cid.slice(10, 12)}-${cid.slice(12)}`;
}
