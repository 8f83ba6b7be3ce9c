import type { AuditHead, AuditReport, AuditReportResponse } from '../contract/index.ts';
import type { Audit } from './audit/index.ts';

const DAY_MS = 86_400_000;

/**
 * Tells the centre how the audit log stands: its head, and what it holds today at the place that the centre knew last. So a
 * log that was cut or written anew is seen there, whatever the kiosk itself believes. The chain is checked from the start
 * once a day, and between from where it was checked last. With it goes what the outbox still holds.
 */
export function createAuditReporter(options: {
  audit: Audit;
  send: (report: AuditReport) => Promise<AuditReportResponse>;
  /** Told of the place that the centre knows now. */
  onKnown: (seq: number) => void;
  now: () => Date;
}): (waiting: AuditReport['waiting']) => Promise<void> {
  const { audit, send, onKnown, now } = options;
  let known: number | null = null;
  let checked: { head: AuditHead; wholeAtMs: number } | null = null;

  function check(): { head: AuditHead; brokenAt: number | null } {
    const nowMs = now().getTime();
    const isRecent = checked !== null && nowMs - checked.wholeAtMs < DAY_MS;
    const chain = audit.verifyChain(isRecent ? checked?.head : undefined);
    if (!chain.sound) {
      checked = null;
      return { head: audit.head(), brokenAt: chain.brokenAt };
    }
    checked = { head: chain.head, wholeAtMs: isRecent && checked ? checked.wholeAtMs : nowMs };
    return { head: chain.head, brokenAt: null };
  }

  return async (waiting) => {
    const { head, brokenAt } = check();
    const reportFrom = (seq: number | null): AuditReport => ({
      head,
      anchor: seq === null ? null : { seq, hash: audit.hashAt(seq) },
      brokenAt,
      waiting,
    });
    let answer = await send(reportFrom(known));
    if (!answer.taken) answer = await send(reportFrom(answer.known));
    known = answer.known;
    if (known !== null) onKnown(known);
  };
}
