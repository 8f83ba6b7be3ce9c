import type { ErrorReport, Outcome, VisitSummary } from '../../contract/index.ts';
import type { Visit } from './visit-state.ts';

type Evidence = Partial<
  Pick<VisitSummary, 'comparison' | 'liveness' | 'level' | 'levelPending' | 'tokenId' | 'recordId'>
>;

/** What may be told of a visit after it: figures and codes, no word of the citizen. */
export function summarize(
  visit: Visit | null,
  outcome: Outcome,
  reason: ErrorReport | null,
  policyVersion: string,
  evidence: Evidence,
): VisitSummary {
  const photo = visit?.card.photo;
  return {
    outcome,
    reason: reason?.code ?? null,
    level: evidence.level ?? null,
    levelPending: evidence.levelPending ?? null,
    policyVersion,
    cardTextMs: rounded(visit?.card.textMs),
    cardReadMs: rounded(photo?.readMs),
    cardExchanges: photo?.exchanges ?? null,
    photoBytes: photo?.jpeg.byteLength ?? null,
    comparison: evidence.comparison ?? null,
    liveness: evidence.liveness ?? null,
    tokenId: evidence.tokenId ?? null,
    recordId: evidence.recordId ?? null,
    systemMs: Math.round(visit?.systemMs ?? 0),
  };
}

const rounded = (ms: number | undefined): number | null => (ms === undefined ? null : Math.round(ms));
