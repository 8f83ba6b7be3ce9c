import { type AuditView, type Desk, policySchema, type Rules, type StaffRow } from '../../contract/index.ts';
import policyJson from '../../resources/policy/2026-1.json' with { type: 'json' };

/** Invented data for the pages of staff. */
export const EMPTY_DESK: Desk = { visits: [], unconfirmed: [], parked: [], callBacks: [], exceptions: [] };

export const DESK: Desk = {
  visits: [
    {
      at: '2026-11-22T07:04:00.000Z',
      operator: 'สุดา ตั้งใจ',
      outcome: 'verified',
      reason: null,
      level: '2.1',
      reference: '3f0c91ab',
      recordState: 'queued',
      tokenStatus: 'issued',
    },
    {
      at: '2026-11-22T06:41:00.000Z',
      operator: 'สุดา ตั้งใจ',
      outcome: 'refused',
      reason: 'FACE_NO_MATCH',
      level: null,
      reference: null,
      recordState: null,
      tokenStatus: null,
    },
    {
      at: '2026-11-22T06:12:00.000Z',
      operator: 'ประเสริฐ ดูแลดี',
      outcome: 'verified',
      reason: null,
      level: '2.1',
      reference: '9be27740',
      recordState: 'received',
      tokenStatus: 'confirmed',
    },
  ],
  unconfirmed: [
    { reference: '71d8e0c2', issuedAt: '2026-11-18T03:20:00.000Z', expiresAt: '2026-12-18T03:20:00.000Z' },
  ],
  parked: [
    {
      recordId: 'b24f6a10-0000-4000-8000-000000000001',
      reference: 'b24f6a10',
      createdAt: '2026-11-21T08:30:00.000Z',
      error: { code: 'RECORD_REJECTED', details: { reason: 'schema' } },
      owner: 'it',
    },
  ],
  callBacks: [
    {
      tokenId: '7cd0e1f2-0000-4000-8000-000000000001',
      reference: '0aa51d37',
      deviceName: 'เคาน์เตอร์ 2',
      enrolledAt: '2026-11-20T03:15:00.000Z',
      addedAt: '2026-11-22T02:00:00.000Z',
    },
  ],
  exceptions: [
    {
      seq: 309,
      at: '2026-11-22T06:35:00.000Z',
      operator: 'สุดา ตั้งใจ',
      reason: 'CARD_DATA_INVALID',
      referral: 'chip-damaged',
    },
    {
      seq: 280,
      at: '2026-11-22T04:20:00.000Z',
      operator: 'ประเสริฐ ดูแลดี',
      reason: 'REPRESENTED',
      referral: 'no-supervisor',
    },
  ],
};

export const AUDIT: AuditView = {
  chain: { sound: true, entries: 312 },
  names: { op1: 'สุดา ตั้งใจ', op2: 'ประเสริฐ ดูแลดี', sup1: 'วิภา รอบคอบ' },
  entries: [
    {
      seq: 312,
      at: '2026-11-22T07:04:00.000Z',
      actor: 'op1',
      event: 'visit.verified',
      subject: 'p-1',
      details: {
        recordId: '3f0c91ab-57d2-4c8e-9b1a-6f20d4a1e9c3',
        level: '2.1',
        rule: 'machine-and-operator',
        policyVersion: '2026-1',
      },
    },
    {
      seq: 311,
      at: '2026-11-22T06:41:00.000Z',
      actor: 'op1',
      event: 'visit.refused',
      subject: 'p-2',
      details: { reason: 'FACE_NO_MATCH', policyVersion: '2026-1' },
    },
    {
      seq: 310,
      at: '2026-11-22T01:31:00.000Z',
      actor: 'op1',
      event: 'staff.signed-in',
      subject: 'op1',
      details: {},
    },
    {
      seq: 309,
      at: '2026-11-22T01:29:00.000Z',
      actor: 'sup1',
      event: 'staff.unlocked',
      subject: 'op2',
      details: {},
    },
    {
      seq: 308,
      at: '2026-11-22T01:24:00.000Z',
      actor: 'kiosk',
      event: 'retention.purged',
      subject: null,
      details: { class: 'stubs', rows: 12, before: '2026-08-24T01:24:00.000Z' },
    },
  ],
};

/** The policy that the program comes with. */
export const RULES: Rules = policySchema.parse(policyJson);

export const PEOPLE: StaffRow[] = [
  { id: 'op1', name: 'สุดา ตั้งใจ', role: 'operator', locked: false, active: true, addedHere: false },
  { id: 'op2', name: 'ประเสริฐ ดูแลดี', role: 'operator', locked: true, active: true, addedHere: false },
  { id: 'sup1', name: 'วิภา รอบคอบ', role: 'supervisor', locked: false, active: true, addedHere: false },
  { id: 'here-1', name: 'นภา แจ่มใส', role: 'operator', locked: false, active: false, addedHere: true },
];
