import { type Policy, reportError, type VisitSummary, type VisitView } from '../../contract/index.ts';
import { issueAndSave } from './issue.ts';
import type { Ports } from './ports.ts';
import { advance, deadlineOf } from './visit.ts';
import type { VisitEffect, VisitEvent, VisitState } from './visit-state.ts';
import { viewOf } from './visit-view.ts';

export type Enrollment = {
  dispatch(event: VisitEvent): void;
  view(): VisitView;
  /** The visit that ended last; null before the first one. */
  lastSummary(): VisitSummary | null;
  stop(): void;
};

export type EnrollmentOptions = {
  policy: Policy;
  ports: Ports;
  onView(view: VisitView): void;
  /** Something failed that no screen can tell: for the log. Carries no word of the citizen. */
  onFault(fault: unknown): void;
};

/**
 * Runs visits one after another: feeds events to the pure `advance`, does what it asks for through the ports,
 * and feeds the results back as events. An answer that comes after its visit has ended is dropped.
 */
export function createEnrollment({ policy, ports, onView, onFault }: EnrollmentOptions): Enrollment {
  let state: VisitState = { step: 'idle' };
  let summary: VisitSummary | null = null;
  let deadline: NodeJS.Timeout | undefined;
  /** Counts visits and captures, so that a late answer of the face engine can't enter the next one. */
  let epoch = 0;

  function dispatch(event: VisitEvent): void {
    const before = state;
    const context = { policy, now: ports.now(), obstacle: ports.obstacle() };
    const next = advance(state, event, context);
    state = next.state;
    if (state.step !== before.step && (state.step === 'reading' || state.step === 'preparing-capture'))
      epoch++;
    for (const effect of next.effects) void run(effect, epoch);
    if (state === before) return;
    armDeadline();
    onView(viewOf(state, policy));
  }

  function armDeadline(): void {
    clearTimeout(deadline);
    const at = deadlineOf(state);
    if (at) deadline = setTimeout(() => dispatch({ type: 'deadline' }), at.getTime() - ports.now().getTime());
  }

  async function run(effect: VisitEffect, startedIn: number): Promise<void> {
    const startedAt = performance.now();
    const elapsedMs = () => performance.now() - startedAt;
    const answer = (event: VisitEvent) => {
      if (startedIn === epoch) dispatch(event);
    };
    switch (effect.type) {
      case 'read-card':
        ports.readCard();
        return;
      case 'forget-face':
        ports.face.forget();
        return;
      case 'audit-decision':
        return auditDecision(effect);
      case 'report':
        summary = effect.summary;
        return auditEnd(effect);
      case 'begin-capture':
        return attempt(
          async () => {
            const challenges = await ports.face.begin(effect.reference);
            answer({ type: 'capture-ready', challenges, ms: elapsedMs() });
          },
          (error) => answer({ type: 'capture-impossible', error }),
        );
      case 'judge-frames':
        return attempt(
          async () => {
            const verdict = await ports.face.judge(effect.step, effect.frames);
            answer({ type: 'frames-judged', verdict, ms: elapsedMs() });
          },
          (error) => answer({ type: 'capture-impossible', error }),
        );
      case 'replace-challenge':
        return attempt(
          async () => answer({ type: 'challenge-replaced', challenge: ports.face.replaceChallenge() }),
          (error) => answer({ type: 'capture-impossible', error }),
        );
      case 'finish-capture':
        return attempt(
          async () => {
            const capture = await ports.face.finish();
            answer({ type: 'capture-finished', capture, ms: elapsedMs() });
          },
          (error) => answer({ type: 'capture-impossible', error }),
        );
      case 'save':
        return attempt(
          async () => {
            const issued = await issueAndSave(effect, policy.version, ports);
            answer({ type: 'saved', ...issued, ms: elapsedMs() });
          },
          () => answer({ type: 'save-failed', error: { code: 'RECORD_NOT_SAVED' } }),
        );
    }
  }

  async function attempt(
    work: () => Promise<void>,
    onError: (error: ReturnType<typeof reportError>) => void,
  ): Promise<void> {
    try {
      await work();
    } catch (fault) {
      onFault(fault);
      onError(reportError(fault));
    }
  }

  function auditDecision(effect: Extract<VisitEffect, { type: 'audit-decision' }>): void {
    const details = { supervisor: effect.supervisor.id, ...effect.details, policyVersion: policy.version };
    ports.audit({ event: effect.event, subject: ports.token.pseudonym(effect.identity.cid), details });
  }

  /** A verified visit is audited in the transaction of its record; every other end is audited here. */
  function auditEnd({ summary, identity, referral }: Extract<VisitEffect, { type: 'report' }>): void {
    if (summary.outcome === 'verified') return;
    // Who declines leaves no trace, not even a keyed one.
    const subject = identity && summary.outcome !== 'declined' ? ports.token.pseudonym(identity.cid) : null;
    const { outcome, reason, policyVersion } = summary;
    ports.audit({
      event: `visit.${outcome}`,
      subject,
      details: { reason, ...(referral && { referral }), policyVersion },
    });
  }

  return {
    dispatch,
    view: () => viewOf(state, policy),
    lastSummary: () => summary,
    stop: () => clearTimeout(deadline),
  };
}
