import type { LastVisit, SupervisorReport, TokenStatus, Totals, VisitSummary } from '../../contract/index.ts';

/** `journey.json`: how a visit went, for people and programs that were not there. */
export type JourneyReport = Pick<
  VisitSummary,
  | 'outcome'
  | 'reason'
  | 'level'
  | 'levelPending'
  | 'policyVersion'
  | 'cardTextMs'
  | 'cardReadMs'
  | 'cardExchanges'
  | 'photoBytes'
  | 'comparison'
  | 'liveness'
  | 'systemMs'
> & {
  token: { id: string; status: TokenStatus } | null;
  record: { id: string; state: string; receipt: string | null } | null;
  totals: Totals | null;
  totalsBefore: Totals | null;
  steps: string[];
  electron: string;
  startMs: number;
};

export function journeyReport(input: {
  last: LastVisit;
  steps: string[];
  before: SupervisorReport;
  after: SupervisorReport;
  electron: string;
  startMs: number;
}): JourneyReport {
  const { tokenId, recordId, ...summary } = input.last.summary;
  const { recordState, receipt, tokenStatus } = input.last;
  return {
    ...summary,
    token: tokenId ? { id: tokenId, status: tokenStatus ?? 'issued' } : null,
    record: recordId ? { id: recordId, state: recordState ?? 'unknown', receipt } : null,
    totals: input.after.counts?.facility ?? null,
    totalsBefore: input.before.counts?.facility ?? null,
    steps: input.steps,
    electron: input.electron,
    startMs: Math.round(input.startMs),
  };
}
