import {
  type Comparison,
  type ErrorCode,
  type ExceptionRule,
  KioskError,
  type Liveness,
  type OperatorLook,
  type Policy,
  type PolicyRule,
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

function fits(when: PolicyRule['when'], evidence: Evidence): boolean {
  const within = <Value>(allowed: readonly Value[] | undefined, value: Value) =>
    allowed === undefined || allowed.includes(value);
  return (
    within(when.comparison, evidence.comparison) &&
    within(when.liveness, evidence.liveness) &&
    within(when.operator, evidence.operator)
  );
}
