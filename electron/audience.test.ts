import { describe, expect, it } from 'vitest';
import { COMMANDS, type CommandName, mayAsk, type VisitView } from '../contract/index.ts';
import { statusFor, viewFor } from './audience.ts';
import { kioskStatus } from './status.ts';

const citizen = {
  nameTh: { prefix: 'นาย', first: 'ตัวอย่าง', middle: '', last: 'ทดสอบ' },
  nameEn: null,
  cidMasked: 'x-xxxx-xxxxx-21-1',
  photo: Uint8Array.of(1),
};
const deadlineAt = '2026-11-22T07:10:00.000Z';
const consent: VisitView = { step: 'consent', citizen, consentVersion: '2026-1', deadlineAt };
const needed: VisitView = {
  step: 'person-needed',
  reason: { code: 'FACE_NO_MATCH' },
  citizen,
  probe: Uint8Array.of(2),
  failed: 1,
  retryBy: 'operator',
  retryAt: null,
  exceptions: [],
  referrals: [],
};
const done: VisitView = {
  step: 'done',
  citizen,
  qrText: 'secret',
  transactionCode: '482916',
  level: '2.1',
  levelPending: null,
  deadlineAt: null,
  nextCardIn: false,
};

describe('what a window is told of the visit', () => {
  it('is all of it where there is one window', () => {
    for (const view of [consent, needed, done]) expect(viewFor('shared', view)).toBe(view);
  });

  it('is the citizen’s step whole at the citizen’s window, and no word of the citizen at the counter', () => {
    expect(viewFor('citizen', consent)).toBe(consent);
    expect(viewFor('counter', consent)).toEqual({
      step: 'under-way',
      doing: 'consent',
      deadlineAt,
      trouble: null,
      staffCanHelp: true,
    });
    expect(JSON.stringify(viewFor('counter', done))).not.toMatch(/secret|482916|ตัวอย่าง/);
  });

  it.each([
    ['while the card is in', {}, 'done'],
    ['once it is out', { deadlineAt }, 'done-card-out'],
    ['with another’s card in', { nextCardIn: true }, 'done-card-out'],
  ])('tells the counter of the end %s', (_when, change, doing) => {
    expect(viewFor('counter', { ...done, ...change })).toMatchObject({ step: 'under-way', doing });
  });

  it('is the staff’s step whole at the counter, and only that it is their turn at the citizen’s window', () => {
    expect(viewFor('counter', needed)).toBe(needed);
    expect(viewFor('citizen', needed)).toEqual({ step: 'staff-turn', why: 'face-not-confirmed' });
  });

  it('says at the counter what keeps the citizen from going on', () => {
    const lost: VisitView = { step: 'card-problem', error: { code: 'CARD_MUTE' }, staffCanHelp: true };
    expect(viewFor('counter', lost)).toMatchObject({ trouble: { code: 'CARD_MUTE' }, staffCanHelp: true });
  });
});

describe('what a window is told of the machine', () => {
  const status = kioskStatus({
    device: () => ({ facility: null, deviceName: 'ตู้ 1', deviceId: 'device-1' }),
    reader: () => ({ state: 'ready', name: null }),
    centre: () => ({ state: 'online', lastSyncAt: deadlineAt, error: null }),
    outbox: () => ({ waiting: 7, parked: 1, oldestAt: deadlineAt, warning: null, frozen: null }),
    operator: () => ({ id: 'op1', name: 'สุดา', role: 'supervisor' }),
    simulatedCamera: false,
    camera: { chosen: null, refused: [], allowed: null },
    locked: ['camera'],
    training: false,
    policyVersion: '2026-1',
    ignoredFile: { code: 'PROVISIONING_IGNORED', details: { reason: 'signature' } },
    version: '0.1.0',
  });

  it('is nothing of the staff and their work at the citizen’s window, but that somebody is there', () => {
    const told = statusFor('citizen', status);
    expect(told).toMatchObject({ surface: 'citizen', deviceId: null, locked: [], outbox: { waiting: 0 } });
    expect(told.operator).toEqual({ id: 'staff', name: '', role: 'operator' });
    expect(statusFor('citizen', { ...status, operator: null }).operator).toBeNull();
  });

  it('is all of it at the counter', () => {
    expect(statusFor('counter', status)).toEqual({ ...status, surface: 'counter' });
  });
});

describe('what a window may ask', () => {
  const all = Object.keys(COMMANDS) as CommandName[];

  it('is everything where there is one window, and nothing is left to nobody where there are two', () => {
    for (const name of all) {
      expect(mayAsk('shared', name)).toBe(true);
      expect(mayAsk('counter', name) || mayAsk('citizen', name)).toBe(true);
    }
  });

  it('is no sign-in, look, list or file for the citizen, and no consent for the counter', () => {
    for (const name of ['signIn', 'answerLook', 'decideAsSupervisor', 'loadDesk', 'exportPending'] as const)
      expect(mayAsk('citizen', name)).toBe(false);
    for (const name of ['answerConsent', 'answerIdentity', 'submitFrames', 'makeSlip'] as const)
      expect(mayAsk('counter', name)).toBe(false);
  });
});
