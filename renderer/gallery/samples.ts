import type {
  CitizenView,
  ErrorReport,
  KioskStatus,
  Liveness,
  PageView,
  StaffAccountView,
  VisitView,
} from '../../contract/index.ts';

/** Invented data for every screen. */
export const STAFF: StaffAccountView[] = [
  { id: 'op1', name: 'สุดา ตั้งใจ', role: 'operator', locked: false },
  { id: 'op2', name: 'ประเสริฐ ดูแลดี', role: 'operator', locked: true },
  { id: 'sup1', name: 'วิภา รอบคอบ', role: 'supervisor', locked: false },
];

export const STATUS: KioskStatus = {
  surface: 'shared',
  comfort: null,
  setUp: null,
  ignoredFile: null,
  facility: {
    hcode: '00014',
    nameTh: 'โรงพยาบาลส่งเสริมสุขภาพตำบลตัวอย่าง',
    nameEn: 'Sample Subdistrict Health Hospital',
    province: 'ตัวอย่าง',
    amphoe: 'เมือง',
    region: 6,
  },
  deviceName: 'ตู้ลงทะเบียน 1',
  deviceId: 'device-1',
  reader: { state: 'ready', name: 'Virtual PCD 00 00', virtual: true },
  centre: { state: 'online', lastSyncAt: '2026-11-22T07:05:00.000Z', error: null },
  outbox: { waiting: 2, parked: 0, oldestAt: '2026-11-22T06:48:00.000Z', warning: null, frozen: null },
  operator: { id: 'op1', name: 'สุดา ตั้งใจจริงวัฒนานุกูล', role: 'operator' },
  choosingPin: null,
  camera: { chosen: null, refused: [], allowed: null },
  locked: [],
  simulated: { reader: true, camera: true },
  training: false,
  policyVersion: '2026-1',
  version: '0.1.0',
};

/** Of samples that run out of time, and of those that do not. */
const SOON = new Date(Date.now() + 20_000).toISOString();
const LATER = new Date(Date.now() + 120_000).toISOString();

const QR_TEXT = `https://centre.example/wallet#${'eyJhbGciOiJFUzI1NiIsInR5cCI6Imtpb3NrLXRva2VuK2p3dCJ9.'.padEnd(390, 'eyJpc3MiOiJkZXZpY2UtMSIsImZhYyI6IjAwMDE0')}`;

/** Every screen by its name. */
export function sampleScreens(chipPhoto: Uint8Array, probe: Uint8Array): Record<string, PageView> {
  const reading: CitizenView = {
    nameTh: { prefix: 'นางสาว', first: 'สมหญิง', middle: '', last: 'ศรีสุขประเสริฐ' },
    nameEn: { prefix: 'Miss', first: 'Somying', middle: '', last: 'Srisukprasert' },
    cidMasked: 'x-xxxx-xxxxx-21-1',
    photo: null,
  };
  const citizen = { ...reading, photo: chipPhoto };
  const problem = (error: ErrorReport): VisitView => ({
    step: 'card-problem',
    error,
    staffCanHelp: error.code === 'CARD_MUTE',
  });
  const liveness: Liveness = {
    outcome: 'live',
    challenges: [
      { challenge: 'turn-left', passed: true, ms: 2100 },
      { challenge: 'blink', passed: true, ms: 1400 },
      { challenge: 'turn-right', passed: true, ms: 1900 },
    ],
    ms: 6200,
  };
  const comparison = { score: 0.713, threshold: 0.6, model: 'mobilefacenet-192', zone: 'accept' } as const;
  const look = {
    step: 'operator-look',
    citizen,
    probe,
    comparison,
    liveness,
  } as const;
  const face = {
    step: 'face',
    attempt: 1,
    current: 'look-straight',
    done: [],
    remaining: 3,
    hint: null,
    camera: null,
    request: 1,
    deadlineAt: LATER,
  } satisfies VisitView;
  const identity = {
    step: 'confirm-identity',
    citizen,
    photoShare: 1,
    interrupted: false,
    deadlineAt: LATER,
  } satisfies VisitView;
  const done = {
    step: 'done',
    citizen,
    qrText: QR_TEXT,
    transactionCode: '482916',
    level: '2.1',
    levelPending: '2.3',
    deadlineAt: null,
    nextCardIn: false,
  } satisfies VisitView;
  return {
    idle: { step: 'idle' },
    reading: { step: 'reading', photoShare: 0 },
    'sign-in-reader': problem({ code: 'READER_MISSING' }),
    'card-problem-mute': problem({ code: 'CARD_MUTE' }),
    'card-problem-reader': problem({ code: 'READER_MISSING' }),
    'card-problem-frozen': problem({ code: 'OUTBOX_FROZEN', details: { n: 1000 } }),
    'confirm-identity-reading': {
      step: 'confirm-identity',
      citizen: reading,
      photoShare: 0.46,
      interrupted: false,
      deadlineAt: LATER,
    },
    'confirm-identity': identity,
    'confirm-identity-other': { ...identity, interrupted: true },
    consent: { step: 'consent', citizen, consentVersion: '2026-1', deadlineAt: LATER },
    'consent-more-time': { step: 'consent', citizen, consentVersion: '2026-1', deadlineAt: SOON },
    'waiting-photo': { step: 'waiting-photo', citizen: reading, photoShare: 0.7 },
    'face-straight': face,
    'face-turn': { ...face, current: 'turn-left', done: ['look-straight'], remaining: 2, request: 2 },
    'face-hint': {
      ...face,
      attempt: 2,
      current: 'blink',
      done: ['look-straight', 'turn-right'],
      remaining: 1,
      hint: { code: 'FACE_NOT_FOUND' },
    },
    'face-camera-missing': { ...face, camera: 'CAMERA_MISSING' },
    'face-camera-more-time': { ...face, camera: 'CAMERA_MISSING', deadlineAt: SOON },
    'face-camera-busy': { ...face, camera: 'CAMERA_BUSY' },
    'face-camera-denied': { ...face, camera: 'CAMERA_DENIED' },
    'face-camera-not-allowed': { ...face, camera: 'CAMERA_NOT_ALLOWED' },
    'face-camera-virtual': { ...face, camera: 'CAMERA_VIRTUAL' },
    comparing: { step: 'comparing' },
    'operator-look': look,
    'operator-look-close': { ...look, comparison: { ...comparison, score: 0.487, zone: 'look' } },
    'person-needed': {
      step: 'person-needed',
      reason: { code: 'FACE_NO_MATCH' },
      citizen,
      probe,
      failed: 2,
      retryBy: 'operator',
      retryAt: null,
      exceptions: [
        { reason: 'match-by-eye', level: '2.1' },
        { reason: 'face-injured', level: '1.3' },
      ],
      referrals: ['no-supervisor'],
    },
    'person-needed-camera': {
      step: 'person-needed',
      reason: { code: 'CAMERA_MISSING' },
      citizen,
      probe: null,
      failed: 0,
      retryBy: 'operator',
      retryAt: null,
      exceptions: [{ reason: 'no-camera', level: '1.3' }],
      referrals: ['no-supervisor'],
    },
    'person-needed-pause': {
      step: 'person-needed',
      reason: { code: 'FACE_TIMEOUT' },
      citizen,
      probe: null,
      failed: 5,
      retryBy: 'operator',
      exceptions: [{ reason: 'cannot-follow', level: '1.3' }],
      referrals: ['no-supervisor'],
      retryAt: new Date(Date.now() + 30_000).toISOString(),
    },
    'person-needed-no-retry': {
      step: 'person-needed',
      reason: { code: 'CARD_PHOTO_UNREADABLE' },
      citizen: reading,
      probe: null,
      failed: 0,
      retryBy: 'nobody',
      retryAt: null,
      exceptions: [{ reason: 'photo-unreadable', level: '1.3' }],
      referrals: ['no-supervisor'],
    },
    'person-needed-supervisor': {
      step: 'person-needed',
      reason: { code: 'FACE_NOT_LIVE' },
      citizen,
      probe: null,
      failed: 8,
      retryBy: 'supervisor',
      retryAt: null,
      exceptions: [],
      referrals: ['no-supervisor'],
    },
    'card-help': { step: 'card-help', reason: { code: 'CARD_MUTE' }, referrals: ['chip-damaged'] },
    'approval-expired': {
      step: 'approval-needed',
      reason: { code: 'CARD_EXPIRED', details: { date: '2025-02-28' } },
      citizen,
      approvals: [
        { reason: 'renewal-receipt', atMost: '1.3' },
        { reason: 'valid-for-life', atMost: '2.1' },
      ],
      referrals: ['document-missing', 'no-supervisor'],
    },
    'approval-represented': {
      step: 'approval-needed',
      reason: { code: 'REPRESENTED' },
      citizen,
      approvals: [
        { reason: 'child', atMost: '2.1' },
        { reason: 'cannot-decide', atMost: '1.3' },
        { reason: 'needs-help', atMost: '2.1' },
      ],
      referrals: ['document-missing', 'no-supervisor'],
    },
    saving: { step: 'saving' },
    done,
    'done-printed': done,
    'done-more-time': { ...done, deadlineAt: SOON },
    'done-next-card': { ...done, deadlineAt: LATER, nextCardIn: true },
    'ended-declined': { step: 'ended', outcome: 'declined', reason: null },
    'ended-refused': { step: 'ended', outcome: 'refused', reason: { code: 'FACE_NO_MATCH' } },
    'ended-expired': {
      step: 'ended',
      outcome: 'refused',
      reason: { code: 'CARD_EXPIRED', details: { date: '2025-02-28' } },
    },
    'ended-referred': { step: 'ended', outcome: 'referred', reason: { code: 'CARD_MUTE' } },
    'ended-failed': { step: 'ended', outcome: 'failed', reason: { code: 'RECORD_NOT_SAVED' } },
  };
}
