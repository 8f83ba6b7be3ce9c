import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Audit, createAudit } from '../audit/index.ts';
import { createTokenRegister } from '../token/index.ts';
import { openTestVault, type TestVault } from '../vault/testing.ts';
import { createJournal, type Journal } from './index.ts';

/** 22 November 2026, 09:00 on the Thai clock. */
const NOW = new Date('2026-11-22T02:00:00.000Z');
const NAMES: Record<string, string> = { op1: 'สมใจ', op2: 'วิชัย' };

let vault: TestVault;
let journal: Journal;
let clock: Date;
let audit: Audit;

beforeEach(() => {
  vault = openTestVault();
  clock = NOW;
  journal = createJournal({ db: vault.db, now: () => NOW });
  audit = createAudit({ db: vault.db, now: () => clock });
  const tokens = createTokenRegister(vault.db);
  const visit = (at: string, actor: string, event: string, subject: string | null, details: object) => {
    clock = new Date(at);
    audit.append({ actor, event: `visit.${event}`, subject, details: { ...details } });
  };
  const verified = (at: string, actor: string, subject: string, number: number) => {
    const recordId = `${String(number).repeat(8)}-0000-4000-8000-000000000000`;
    const tokenId = `token-${number}`;
    visit(at, actor, 'verified', subject, { recordId, tokenId });
    const expiresAt = new Date(Date.parse(at) + 30 * 86_400_000).toISOString();
    tokens.add({ tokenId, recordId, level: '2.1', issuedAt: at, expiresAt });
  };
  verified('2026-10-01T02:00:00.000Z', 'op1', 'person-a', 1);
  verified('2026-11-17T02:00:00.000Z', 'op2', 'person-b', 2);
  // 00:30 on the Thai clock of the 22nd: the day before by UTC.
  verified('2026-11-21T17:30:00.000Z', 'op1', 'person-c', 3);
  verified('2026-11-22T01:00:00.000Z', 'op1', 'person-c', 4);
  visit('2026-11-22T01:10:00.000Z', 'op2', 'refused', 'person-d', { reason: 'FACE_NO_MATCH' });
  visit('2026-11-22T01:20:00.000Z', 'op2', 'declined', null, { reason: null });
  clock = new Date('2026-11-22T01:30:00.000Z');
  audit.append({
    actor: 'centre',
    event: 'token.revoked',
    subject: 'token-2',
    details: { callBack: 'yes' },
  });
  const news = { level: '2.1', levelPending: null, callBack: false } as const;
  tokens.update([{ tokenId: 'token-4', status: 'confirmed', ...news }]);
});
afterEach(() => vault.remove());

const figures = (period: Parameters<Journal['figures']>[0]) =>
  journal.figures(period, (staffId) => NAMES[staffId] ?? staffId);

describe('the figures', () => {
  it('count today by the Thai clock, a person once, and what the centre said is confirmed', () => {
    expect(figures('today').total).toEqual({ visits: 4, persons: 1, tokens: 2, confirmed: 1 });
  });

  it('reach back seven and thirty days, or to the start', () => {
    expect([figures('week'), figures('month'), figures('all')].map(({ total }) => total.tokens)).toEqual([
      3, 3, 4,
    ]);
  });

  it('are split by operator and by day', () => {
    const { byOperator, byDay } = figures('week');
    expect(byOperator.map(({ name, tally }) => [name, tally.visits, tally.tokens])).toEqual([
      ['สมใจ', 2, 2],
      ['วิชัย', 3, 1],
    ]);
    expect(byDay.map(({ day, tally }) => [day, tally.tokens])).toEqual([
      ['2026-11-17', 1],
      ['2026-11-22', 2],
    ]);
  });

  it('say why visits ended without a token', () => {
    expect(figures('today').byReason).toEqual([
      { reason: null, visits: 1 },
      { reason: 'FACE_NO_MATCH', visits: 1 },
    ]);
  });
});

describe('the lists', () => {
  it('show the visits of the day, newest first, with how each ended', () => {
    expect(journal.visits('').map(({ outcome, reference }) => [outcome, reference])).toEqual([
      ['declined', null],
      ['refused', null],
      ['verified', '44444444'],
      ['verified', '33333333'],
    ]);
  });

  it('find a visit of any day by the reference on its slip', () => {
    expect(journal.visits('1111').map(({ at }) => at)).toEqual(['2026-10-01T02:00:00.000Z']);
    expect(journal.visits('f')).toEqual([]);
  });

  it('name the tokens that nobody confirmed for three days and that still can be', () => {
    expect(journal.unconfirmed().map(({ reference }) => reference)).toEqual(['22222222']);
  });

  it('wait three whole days, to the minute, before a token is named', () => {
    const threeDaysMs = 3 * 86_400_000;
    const namedAt = (ageMs: number) =>
      createJournal({ db: vault.db, now: () => new Date(Date.parse('2026-11-21T17:30:00.000Z') + ageMs) })
        .unconfirmed()
        .map(({ reference }) => reference);
    expect(namedAt(2 * 86_400_000 + 60_000)).not.toContain('33333333');
    expect(namedAt(threeDaysMs - 60_000)).not.toContain('33333333');
    expect(namedAt(threeDaysMs + 60_000)).toContain('33333333');
  });

  it('name what was left to a supervisor, until it is closed or the same person’s visit ends well', () => {
    const leave = (subject: string | null) =>
      audit.append({
        actor: 'op1',
        event: 'visit.referred',
        subject,
        details: { reason: 'CARD_EXPIRED', referral: 'no-supervisor' },
      });
    leave('person-x');
    leave(null);
    expect(journal.exceptions()).toMatchObject([
      { seq: 9, operator: 'op1', reason: 'CARD_EXPIRED', referral: 'no-supervisor' },
      { seq: 8 },
    ]);
    audit.append({ actor: 'op1', event: 'visit.verified', subject: 'person-x', details: {} });
    expect(journal.exceptions().map(({ seq }) => seq)).toEqual([9]);
    audit.append({ actor: 'sup', event: 'case.closed', subject: '9', details: { outcome: 'settled' } });
    expect(journal.exceptions()).toEqual([]);
  });

  it('page through the audit log, newest first', () => {
    const [newest] = journal.audit(null);
    expect(newest).toMatchObject({ seq: 7, event: 'token.revoked', details: { callBack: 'yes' } });
    expect(journal.audit(3).map(({ seq }) => seq)).toEqual([2, 1]);
  });
});
