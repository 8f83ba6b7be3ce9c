import { describe, expect, it } from 'vitest';
import { type EnrollmentRecord, enrollmentRecordSchema } from '../../contract/index.ts';
import { issueAndSave } from './issue.ts';
import type { AuditEntry, Ports } from './ports.ts';
import { testCapture, testIdentity, testPhoto } from './testing.ts';
import { NOW } from './testing-visit.ts';
import type { VisitEffect } from './visit-state.ts';

type Save = Extract<VisitEffect, { type: 'save' }>;

const RECORD_ID = '1b4e28ba-2fa1-4d53-a8f5-3d2a0d7c9e10';
const at = NOW.toISOString();
const save: Save = {
  type: 'save',
  card: {
    identity: testIdentity,
    textMs: 120,
    photoShare: 1,
    photo: { ...testPhoto, readMs: 900, exchanges: 54 },
  },
  consent: { version: '2026-1', language: 'th', givenAt: at, channel: 'kiosk-screen' },
  capture: testCapture('refuse'),
  look: { samePerson: true, noMaskOrPrint: true, at },
  decision: { outcome: 'verified', level: '2.1', levelPending: null, rule: 'exception-match-by-eye' },
  exception: { reason: 'match-by-eye', supervisor: { id: 'sup', name: 'วันเพ็ญ พูนสุข' }, at },
  approvals: [],
};

/** Ports that keep what is sealed and audited. */
function keepingPorts() {
  const kept: { record: EnrollmentRecord | null; audit: AuditEntry | null } = { record: null, audit: null };
  const ports: Pick<Ports, 'token' | 'commit' | 'device' | 'operator' | 'now' | 'newId'> = {
    token: {
      issue: async () => ({ tokenId: 'token-1', jws: 'jws', issuedAt: at, expiresAt: at }),
      link: (jws) => jws,
      pseudonym: () => 'pseudonym',
      transactionCode: () => '123456',
      seal: async (record) => {
        kept.record = record;
        return { recordId: record.recordId, createdAt: record.createdAt, sha256: '', jws: '' };
      },
    },
    commit: ({ audit }) => {
      kept.audit = audit;
    },
    device: () => ({ deviceId: 'device-1', hcode: '00014', training: false }),
    operator: () => ({ id: 'op', name: 'สมใจ ใจดี' }),
    now: () => NOW,
    newId: () => RECORD_ID,
  };
  return { kept, ports: ports as Ports };
}

describe('the record of a visit', () => {
  it('names operator, supervisor and reason when a supervisor decided, and so does the audit', async () => {
    const { kept, ports } = keepingPorts();
    await issueAndSave(save, '2026-1', ports);
    expect(enrollmentRecordSchema.parse(kept.record)).toMatchObject({
      operator: { id: 'op', name: 'สมใจ ใจดี' },
      exception: { reason: 'match-by-eye', supervisor: { id: 'sup', name: 'วันเพ็ญ พูนสุข' } },
      evidence: { comparison: { zone: 'refuse' }, operatorLook: { samePerson: true } },
    });
    expect(kept.audit?.details).toMatchObject({ supervisor: 'sup', rule: 'exception-match-by-eye' });
  });

  it('holds the pictures that decided, their scores, and the versions of model and policy', async () => {
    const { kept, ports } = keepingPorts();
    const capture = testCapture('look');
    await issueAndSave({ ...save, exception: null, capture }, '2026-1', ports);
    expect(enrollmentRecordSchema.parse(kept.record)).toMatchObject({
      evidence: {
        probe: Buffer.from(capture.probe).toString('base64'),
        keyFrames: capture.keyFrames.map((frame) => Buffer.from(frame).toString('base64')),
        comparison: { score: 0.2, threshold: 0.6, model: 'mobilefacenet-192', zone: 'look' },
        liveness: { outcome: 'live' },
      },
      decision: { policyVersion: '2026-1' },
    });
  });

  it('holds no probe and no figures where no capture came to an end', async () => {
    const { kept, ports } = keepingPorts();
    await issueAndSave({ ...save, capture: null }, '2026-1', ports);
    expect(enrollmentRecordSchema.parse(kept.record).evidence).toMatchObject({
      probe: null,
      keyFrames: [],
      comparison: null,
      liveness: null,
    });
  });

  it('says that it is practice when the kiosk is for training, else nothing of it', async () => {
    const { kept, ports } = keepingPorts();
    await issueAndSave(save, '2026-1', ports);
    expect(kept.record).not.toHaveProperty('training');
    const device = () => ({ ...ports.device(), training: true });
    await issueAndSave(save, '2026-1', { ...ports, device });
    expect(enrollmentRecordSchema.parse(kept.record)).toMatchObject({ training: true });
  });

  it('speaks of no exception when the policy’s rules decided', async () => {
    const { kept, ports } = keepingPorts();
    await issueAndSave({ ...save, exception: null, approvals: [], capture: testCapture() }, '2026-1', ports);
    expect(kept.record).not.toHaveProperty('exception');
    expect(kept.audit?.details).not.toHaveProperty('supervisor');
  });
});
