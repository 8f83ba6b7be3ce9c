import { z } from 'zod';

/** An entry of a device's audit log: its place, and its hash (SHA-256, hexadecimal) that covers all before it. */
export const auditHeadSchema = z.object({
  seq: z.number().int().min(0),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
});
export type AuditHead = z.infer<typeof auditHeadSchema>;

/** How the device's audit log stands; goes with each sync. */
export const auditReportSchema = z.object({
  head: auditHeadSchema,
  /** What the log holds today at the place that the centre knows: `hash` null when there is nothing. */
  anchor: auditHeadSchema.extend({ hash: auditHeadSchema.shape.hash.nullable() }).nullable(),
  /** The first entry that is not what was appended there, as far as the device sees it itself. */
  brokenAt: z.number().int().nullable(),
  /** What is still to be delivered; left out by devices of an older version. */
  waiting: z.object({ records: z.number().int().min(0), oldestAt: z.iso.datetime().nullable() }).optional(),
});
export type AuditReport = z.infer<typeof auditReportSchema>;

export const auditReportResponseSchema = z.object({
  /** False when the anchor was for another place than the centre knows: to be sent again with that one. */
  taken: z.boolean(),
  /** The place that the centre knows; null for none. */
  known: z.number().int().nullable(),
});
export type AuditReportResponse = z.infer<typeof auditReportResponseSchema>;
