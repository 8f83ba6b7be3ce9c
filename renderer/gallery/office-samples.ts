import type {
  AuditView,
  Desk,
  FacilityFigures,
  Figures,
  Period,
  Rules,
  StaffRow,
} from '../../contract/index.ts';

/** Invented data for the pages of staff. */
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

const day = (date: string, tokens: number, confirmed: number) => ({
  day: date,
  tally: { visits: tokens + 2, persons: tokens, tokens, confirmed },
});

export const FIGURES: Figures = {
  period: 'week',
  madeAt: '2026-11-22T07:05:00.000Z',
  total: { visits: 53, persons: 40, tokens: 41, confirmed: 35 },
  byOperator: [
    {
      staffId: 'op1',
      name: 'สุดา ตั้งใจ',
      tally: { visits: 31, persons: 24, tokens: 25, confirmed: 22 },
    },
    {
      staffId: 'op2',
      name: 'ประเสริฐ ดูแลดี',
      tally: { visits: 22, persons: 16, tokens: 16, confirmed: 13 },
    },
  ],
  byDay: [
    day('2026-11-17', 6, 6),
    day('2026-11-18', 9, 8),
    day('2026-11-19', 4, 4),
    day('2026-11-20', 12, 11),
    day('2026-11-22', 10, 6),
  ],
  byReason: [
    { reason: 'FACE_TIMEOUT', visits: 6 },
    { reason: 'FACE_NO_MATCH', visits: 4 },
    { reason: null, visits: 2 },
  ],
};

export const AUDIT: AuditView = {
  chain: { sound: true, entries: 312 },
  entries: [
    {
      seq: 312,
      at: '2026-11-22T07:04:00.000Z',
      actor: 'op1',
      event: 'visit.verified',
      subject: 'p-1',
      details: { recordId: '3f0c91ab-0000', level: '2.1', rule: 'face-and-look' },
    },
    {
      seq: 311,
      at: '2026-11-22T06:41:00.000Z',
      actor: 'op1',
      event: 'visit.refused',
      subject: 'p-2',
      details: { reason: 'FACE_NO_MATCH' },
    },
    {
      seq: 310,
      at: '2026-11-22T01:31:00.000Z',
      actor: 'op1',
      event: 'staff.signed-in',
      subject: 'op1',
      details: {},
    },
  ],
};

export const RULES: Rules = {
  version: '2026-1',
  face: {
    model: 'mobilefacenet-192',
    acceptThreshold: 0.6,
    lookThreshold: 0.4,
    maxAttempts: 5,
    attemptPauseSeconds: 30,
    supervisorAfter: 8,
  },
  outbox: {
    ...{ warnCount: 500, freezeCount: 1000, warnAgeDays: 3, freezeAgeDays: 7 },
    ...{ warnFreeMegabytes: 2000, freezeFreeMegabytes: 500, uploadKilobits: null },
  },
  retention: {
    ...{ evidence: 'until-receipt', journal: 'with-audit' },
    ...{ stubDays: 90, tokenDays: 30, auditDays: 1095 },
  },
  token: { validDays: 30, codeDigits: 6 },
  visit: { idleSeconds: 120 },
  approvals: [
    {
      id: 'approval-renewal-receipt',
      clause:
        'Expired card with the receipt for the new one: IAL 1.3 at most; a supervisor signs (working model)',
      reason: 'renewal-receipt',
      when: 'CARD_EXPIRED',
      atMost: '1.3',
    },
  ],
  exceptions: [
    {
      id: 'exception-match-by-eye',
      clause: 'DGS 1-2 IAL 2.1: officer compares face and photo; a supervisor signs (working model)',
      reason: 'match-by-eye',
      when: ['FACE_NO_MATCH'],
      end: { level: '2.1', levelPending: null },
    },
  ],
};

export const PEOPLE: StaffRow[] = [
  { id: 'op1', name: 'สุดา ตั้งใจ', role: 'operator', locked: false, active: true, addedHere: false },
  { id: 'op2', name: 'ประเสริฐ ดูแลดี', role: 'operator', locked: true, active: true, addedHere: false },
  { id: 'sup1', name: 'วิภา รอบคอบ', role: 'supervisor', locked: false, active: true, addedHere: false },
  { id: 'here-1', name: 'นภา แจ่มใส', role: 'operator', locked: false, active: false, addedHere: true },
];

/** The year's machines and operators; a few of them today. */
export function facilityIn(period: Period): FacilityFigures {
  const part = { today: 0.02, week: 0.1, month: 0.35, all: 1 }[period];
  const of = (persons: number, tokens: number, confirmedTokens: number) => ({
    persons: Math.round(persons * part),
    tokens: Math.round(tokens * part),
    confirmedTokens: Math.round(confirmedTokens * part),
  });
  const device = (deviceId: string, name: string, counts: ReturnType<typeof of>) => ({
    ...{ deviceId, name, ...counts, thisOne: deviceId === 'd1' },
    ...{ status: 'active' as const, lastSeenAt: '2026-11-22T07:02:00.000Z' },
  });
  return {
    counts: {
      devices: [
        device('d1', 'เคาน์เตอร์ 1', of(138, 151, 140)),
        device('d2', 'เคาน์เตอร์ 2', of(201, 236, 214)),
        device('d3', 'เคาน์เตอร์ 3', of(96, 118, 107)),
        { ...device('d4', 'เคาน์เตอร์ 4', of(10, 11, 10)), status: 'revoked' },
      ],
      operators: [
        { operatorId: 'op1', name: 'สุดา ตั้งใจ', ...of(0, 262, 241) },
        { operatorId: 'op2', name: 'ประเสริฐ ดูแลดี', ...of(0, 254, 230) },
      ],
      asOf: '2026-11-22T07:05:00.000Z',
    },
    error: null,
  };
}
