import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTestVault, type TestVault } from '../vault/testing.ts';
import { createAudit } from './index.ts';

const now = () => new Date('2026-11-22T03:00:00Z');
let vault: TestVault;

beforeEach(() => {
  vault = openTestVault(now);
});
afterEach(() => vault.remove());

/** Three entries, the second a record's. */
function filledAudit() {
  const audit = createAudit({ db: vault.db, now });
  audit.append({ actor: 'op-1', event: 'staff.signed-in', subject: 'op-1', details: {} });
  audit.append({ actor: 'kiosk', event: 'record.saved', subject: 'r-1', details: { level: '2.2', n: 1 } });
  audit.append({ actor: 'kiosk', event: 'record.received', subject: 'r-1', details: {} });
  return audit;
}

/** What somebody with the file and its key could do. */
function tamper(sql: string) {
  vault.db.exec(`DROP TRIGGER audit_no_update; DROP TRIGGER audit_no_delete; ${sql}`);
}

describe('the audit log', () => {
  it('holds what was appended, in an unbroken chain', () => {
    const audit = filledAudit();
    expect(audit.verifyChain()).toEqual({ sound: true, head: audit.head() });
    expect(audit.head().seq).toBe(3);
    expect(vault.db.prepare('SELECT actor, event, details FROM audit WHERE seq = 2').get()).toEqual({
      actor: 'kiosk',
      event: 'record.saved',
      details: '{"level":"2.2","n":1}',
    });
  });

  it('is sound when it is empty', () => {
    expect(createAudit({ db: vault.db, now }).verifyChain()).toMatchObject({ sound: true, head: { seq: 0 } });
  });

  it('lets nothing be changed or deleted', () => {
    filledAudit();
    expect(() => vault.db.exec("UPDATE audit SET event = 'x'")).toThrow('append-only');
    expect(() => vault.db.exec('DELETE FROM audit WHERE seq = 3')).toThrow('append-only');
  });

  it.each([
    ['an entry was changed', "UPDATE audit SET actor = 'op-2' WHERE seq = 2", 2],
    ['a hash was changed', `UPDATE audit SET hash = '${'a'.repeat(64)}' WHERE seq = 3`, 3],
    ['an entry was taken out', 'DELETE FROM audit WHERE seq = 2', 2],
    [
      'the beginning was taken off as if it had been purged',
      'UPDATE audit_start SET seq = 2, hash = (SELECT hash FROM audit WHERE seq = 2); DELETE FROM audit WHERE seq <= 2',
      2,
    ],
    ['the beginning was taken off', 'DELETE FROM audit WHERE seq = 1', 1],
    [
      'an entry was made up',
      `INSERT INTO audit SELECT 4, at, actor, event, subject, details, hash FROM audit WHERE seq = 3`,
      4,
    ],
  ])('shows that %s', (_what, sql, brokenAt) => {
    const audit = filledAudit();
    tamper(sql);
    expect(audit.verifyChain()).toEqual({ sound: false, brokenAt });
  });

  it('shows a cut tail against a head kept elsewhere', () => {
    const audit = filledAudit();
    const sent = audit.head();
    tamper('DELETE FROM audit WHERE seq = 3');
    expect(audit.verifyChain()).toMatchObject({ sound: true });
    expect(audit.head()).not.toEqual(sent);
  });

  it('is checked on from an earlier check, and that entry must still be what it was', () => {
    const audit = filledAudit();
    const checked = audit.head();
    audit.append({ actor: 'kiosk', event: 'visit.ended', subject: null, details: {} });
    expect(audit.verifyChain(checked)).toEqual({ sound: true, head: audit.head() });
    tamper(`UPDATE audit SET hash = '${'b'.repeat(64)}' WHERE seq = 3`);
    expect(audit.verifyChain(checked)).toEqual({ sound: false, brokenAt: 3 });
  });

  it('goes with the transaction it belongs to', () => {
    const audit = filledAudit();
    const before = audit.head();
    expect(() =>
      vault.transaction(() => {
        audit.append({ actor: 'kiosk', event: 'record.saved', subject: 'r-2', details: {} });
        throw new Error('undone');
      }),
    ).toThrow('undone');
    expect(audit.head()).toEqual(before);
  });

  it('refuses a citizen ID wherever it stands', () => {
    const audit = filledAudit();
    const entry = { actor: 'kiosk', event: 'visit.ended', subject: null, details: {} };
    expect(() => audit.append({ ...entry, subject: '1101700207030' })).toThrow('citizen ID');
    expect(() => audit.append({ ...entry, details: { note: 'id 1101700207030.' } })).toThrow('citizen ID');
    expect(audit.head().seq).toBe(3);
  });
});
