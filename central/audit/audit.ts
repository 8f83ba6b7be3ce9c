import type { Database } from '../database/index.ts';

export type AuditEvent = {
  at: Date;
  /** e.g. `device.key-changed` */
  event: string;
  /** Device or token id, never a person. */
  subject: string;
  details?: Record<string, string | number>;
};

/** Writes down what happened, in the caller's transaction. */
export async function audit(db: Database, { at, event, subject, details = {} }: AuditEvent): Promise<void> {
  await db
    .insertInto('audit_events')
    .values({ at, event, subject, details: JSON.stringify(details) })
    .execute();
}
