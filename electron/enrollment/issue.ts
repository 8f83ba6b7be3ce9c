import type { EnrollmentRecord } from '../../contract/index.ts';
import type { Ports } from './ports.ts';
import type { VisitEffect } from './visit-state.ts';

type SaveEffect = Extract<VisitEffect, { type: 'save' }>;
export type Issued = { qrText: string; transactionCode: string; tokenId: string; recordId: string };

/**
 * Ends a verified visit: signs the provisional token, seals the record to the centre's key and commits both
 * with the audit entry and the outbox row at once. Nothing of it exists when this throws.
 */
export async function issueAndSave(
  { card, consent, capture, look, decision, exception, approvals }: SaveEffect,
  policyVersion: string,
  ports: Ports,
): Promise<Issued> {
  const { identity, photo } = card;
  if (!photo) throw new Error('a visit is never decided without the chip photo');
  const { deviceId, hcode, training } = ports.device();
  const { level, levelPending, rule } = decision;
  const subject = ports.token.pseudonym(identity.cid);
  const token = await ports.token.issue({ subject, level, levelPending, policyVersion });
  const transactionCode = ports.token.transactionCode();
  const record: EnrollmentRecord = {
    schema: 1,
    recordId: ports.newId(),
    createdAt: ports.now().toISOString(),
    deviceId,
    hcode,
    ...(training && { training }),
    operator: ports.operator(),
    consent,
    identity,
    chip: { number: photo.chipNumber, photoNumber: photo.photoNumber },
    evidence: {
      reference: toBase64(photo.jpeg),
      probe: capture && toBase64(capture.probe),
      keyFrames: capture?.keyFrames.map(toBase64) ?? [],
      comparison: capture?.comparison ?? null,
      liveness: capture?.liveness ?? null,
      operatorLook: look,
    },
    ...(exception && { exception }),
    ...(approvals.length > 0 && { approvals: [...approvals] }),
    decision: { level, levelPending, rule, policyVersion },
    token: { jws: token.jws, transactionCode },
  };
  const sealed = await ports.token.seal(record);
  const { recordId } = record;
  ports.commit({
    sealed,
    token: { ...token, level },
    audit: {
      event: 'visit.verified',
      subject,
      details: {
        recordId,
        tokenId: token.tokenId,
        level,
        rule,
        policyVersion,
        ...(exception && { supervisor: exception.supervisor.id }),
        ...(approvals.length > 0 && { approvals: approvals.map(({ reason }) => reason).join(' ') }),
      },
    },
  });
  return { qrText: ports.token.link(token.jws), transactionCode, tokenId: token.tokenId, recordId };
}

const toBase64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
