import type { AuditReport, AuditReportResponse } from '../../contract/index.ts';
import { audit } from '../audit/index.ts';
import type { CentreContext } from '../context.ts';
import { durably } from '../database/index.ts';

type Known = { seq: number; hash: string };

/**
 * Takes down how a device's audit log stands, after a look whether it still holds what the centre knew last. A chain that
 * is broken is written down and marks the device; the device is still served, for its records must not be lost.
 */
export function takeAuditReport(
  { db, now }: Pick<CentreContext, 'db' | 'now'>,
  deviceId: string,
  report: AuditReport,
): Promise<AuditReportResponse> {
  const at = now();
  return durably(db, async (transaction) => {
    const row = await transaction
      .selectFrom('devices')
      .where('id', '=', deviceId)
      .select(['audit_seq', 'audit_hash'])
      .forUpdate()
      .executeTakeFirstOrThrow();
    const known: Known | null =
      row.audit_seq === null ? null : { seq: Number(row.audit_seq), hash: row.audit_hash ?? '' };
    if (known !== null && report.anchor?.seq !== known.seq) return { taken: false, known: known.seq };
    const cause = whatIsBroken(report, known);
    const { seq, hash } = report.head;
    const { waiting } = report;
    await transaction
      .updateTable('devices')
      .where('id', '=', deviceId)
      .set({
        ...{ audit_seq: String(seq), audit_hash: hash, last_seen_at: at },
        waiting_records: waiting?.records ?? null,
        oldest_waiting_at: waiting?.oldestAt ? new Date(waiting.oldestAt) : null,
        ...(cause !== null && { audit_broken_at: at }),
      })
      .execute();
    if (cause !== null) {
      const details = { cause, seq: known?.seq ?? 0, head: seq };
      await audit(transaction, { at, event: 'device.audit-broken', subject: deviceId, details });
    }
    return { taken: true, known: seq };
  });
}

/** Null when nothing is. */
function whatIsBroken({ head, anchor, brokenAt }: AuditReport, known: Known | null): string | null {
  if (brokenAt !== null) return 'seen by the device';
  if (known === null) return null;
  if (head.seq < known.seq || anchor?.hash == null) return 'cut';
  return anchor.hash === known.hash ? null : 'written anew';
}
