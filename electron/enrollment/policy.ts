import {
  type Approval,
  type ApprovalRule,
  type Comparison,
  type ErrorCode,
  type ExceptionRule,
  KioskError,
  type Level,
  type Liveness,
  levelSchema,
  type OperatorLook,
  type Policy,
  type PolicyRule,
  type ReferralReason,
} from '../../contract/index.ts';

export type Evidence = {
  comparison: Comparison['zone'];
  liveness: 'live' | 'not-live';
  operator: 'confirmed' | 'not-confirmed';
};

export type Decision = PolicyRule['end'] & { rule: string };

/**
 * How a visit with this evidence ends: the first row of the policy table that fits.
 * @throws KioskError INTERNAL when no row fits, which a complete table rules out.
 */
export function decide(policy: Policy, evidence: Evidence): Decision {
  const rule = policy.rules.find(({ when }) => fits(when, evidence));
  if (!rule) throw new KioskError('INTERNAL', {}, { cause: new Error('no rule of the policy fits') });
  return { ...rule.end, rule: rule.id };
}

export function evidenceOf(
  comparison: Comparison,
  liveness: Liveness,
  look: Pick<OperatorLook, 'samePerson' | 'noMaskOrPrint'>,
): Evidence {
  return {
    comparison: comparison.zone,
    liveness: liveness.outcome === 'live' ? 'live' : 'not-live',
    operator: look.samePerson && look.noMaskOrPrint ? 'confirmed' : 'not-confirmed',
  };
}

/** What a supervisor may decide after a capture that ended so. */
export function exceptionsFor(policy: Policy, reason: ErrorCode): ExceptionRule[] {
  return policy.exceptions.filter(({ when }) => when.some((code) => code === reason));
}

/** For which reasons a supervisor may let the visit go on although this stands in its way. */
export function approvalsFor(policy: Policy, reason: ErrorCode): ApprovalRule[] {
  return policy.approvals.filter(({ when }) => when === reason);
}

/** For which reasons a visit that can't go on may be left for a supervisor. */
export function referralsFor(policy: Policy, code: ErrorCode): ReferralReason[] {
  return policy.referrals
    .filter(({ when }) => when.some((known) => known === code))
    .map(({ reason }) => reason);
}

/** The decision, no higher than the approvals let it be; nothing may raise it later. */
export function limited<Reached extends { level: Level; levelPending: Level | null }>(
  decision: Reached,
  approvals: readonly Approval[],
): Reached {
  if (approvals.length === 0) return decision;
  const levels = [decision.level, ...approvals.map(({ atMost }) => atMost)];
  const lowest = levelSchema.options.find((level) => levels.includes(level)) ?? decision.level;
  return { ...decision, level: lowest, levelPending: null };
}

function fits(when: PolicyRule['when'], evidence: Evidence): boolean {
  const within = <Value>(allowed: readonly Value[] | undefined, value: Value) =>
    allowed === undefined || allowed.includes(value);
  return (
    within(when.comparison, evidence.comparison) &&
    within(when.liveness, evidence.liveness) &&
    within(when.operator, evidence.operator)
  );
}
