import type Database from 'better-sqlite3-multiple-ciphers';
import { KioskError, pinHashSchema, type Role, type StaffMember } from '../../contract/index.ts';
import type { AuditEntry } from '../audit/index.ts';
import { pinMatches } from './pin.ts';

export type StaffAccount = { id: string; name: string; role: Role };

export type Staff = {
  /**
   * Takes over the staff of a provisioning file: who came with an earlier one and is not in it can't sign in any more;
   * who was added here stays. The file has the last word on those it names. Locks stay, but for whom the centre gave
   * another PIN: so a supervisor who is locked out comes in again.
   */
  adopt(members: readonly StaffMember[]): void;
  /** Who may sign in. */
  list(): (StaffAccount & { locked: boolean })[];
  /**
   * @throws KioskError SIGN_IN_WRONG `{left}`; SIGN_IN_LOCKED from the fifth wrong PIN on;
   *   REQUEST_INVALID for an unknown id
   */
  signIn(staffId: string, pin: string): Promise<StaffAccount>;
  /** Writes down that somebody who had signed in leaves. */
  signOut(staffId: string): void;
  /**
   * Unlocks an account; a supervisor signs in for it.
   * @throws KioskError as `signIn` for the supervisor; SIGN_IN_LOCKED when it is not a supervisor who asks
   */
  unlock(staffId: string, supervisor: { staffId: string; pin: string }): Promise<void>;
};

type Options = {
  db: Database.Database;
  audit: (entry: AuditEntry) => void;
};

export const MAX_WRONG_PINS = 5;

type Row = StaffAccount & { pin: string; failedTries: number };

/** Operators and supervisors of this kiosk: sign-in by PIN, lock-out, unlock. */
export function createStaff({ db, audit }: Options): Staff {
  const select = db.prepare<[string], Row>(
    'SELECT id, name, role, pin, failed_tries AS failedTries FROM staff WHERE id = ? AND active = 1',
  );
  const selectAll = db.prepare<[], Row>(
    'SELECT id, name, role, pin, failed_tries AS failedTries FROM staff WHERE active = 1 ORDER BY role, name',
  );
  const upsert = db.prepare<[{ id: string; name: string; role: Role; pin: string }]>(
    `INSERT INTO staff (id, name, role, pin) VALUES (@id, @name, @role, @pin)
     ON CONFLICT (id) DO UPDATE SET name = excluded.name, role = excluded.role, pin = excluded.pin,
       active = 1, added_here = 0,
       failed_tries = CASE WHEN staff.pin = excluded.pin THEN staff.failed_tries ELSE 0 END`,
  );
  const fromFile = db.prepare<[], string>('SELECT id FROM staff WHERE added_here = 0').pluck();
  const remove = db.prepare<[string]>('DELETE FROM staff WHERE id = ?');
  const countTry = db.prepare<[string, number]>(
    'UPDATE staff SET failed_tries = failed_tries + 1 WHERE id = ? AND failed_tries < ?',
  );
  const forgetTries = db.prepare<[string]>('UPDATE staff SET failed_tries = 0 WHERE id = ?');

  const find = (staffId: string): Row => {
    const row = select.get(staffId);
    if (!row) throw new KioskError('REQUEST_INVALID', { reason: 'unknown staff id' });
    return row;
  };
  const record = (event: string, actor: string, subject: string) =>
    audit({ actor, event, subject, details: {} });

  const signIn = async (staffId: string, pin: string): Promise<StaffAccount> => {
    const { id, name, role, pin: pinHash } = find(staffId);
    // Counted before it is looked at: tries made at the same time, or a pulled plug, give no more than five.
    if (countTry.run(id, MAX_WRONG_PINS).changes === 0) throw new KioskError('SIGN_IN_LOCKED');
    if (await pinMatches(pin, pinHashSchema.parse(JSON.parse(pinHash)))) {
      db.transaction(() => {
        forgetTries.run(id);
        record('staff.signed-in', id, id);
      }).immediate();
      return { id, name, role };
    }
    const left = MAX_WRONG_PINS - find(id).failedTries;
    record(left > 0 ? 'staff.pin-wrong' : 'staff.locked', 'kiosk', id);
    throw left > 0 ? new KioskError('SIGN_IN_WRONG', { left }) : new KioskError('SIGN_IN_LOCKED');
  };

  return {
    adopt: (members) => {
      db.transaction(() => {
        const kept = new Set(members.map(({ id }) => id));
        for (const id of fromFile.all()) if (!kept.has(id)) remove.run(id);
        for (const { id, name, role, pin } of members)
          upsert.run({ id, name, role, pin: JSON.stringify(pin) });
      }).immediate();
    },
    list: () =>
      selectAll.all().map(({ id, name, role, failedTries }) => ({
        id,
        name,
        role,
        locked: failedTries >= MAX_WRONG_PINS,
      })),
    signIn,
    signOut: (staffId) => record('staff.signed-out', staffId, staffId),
    unlock: async (staffId, supervisor) => {
      const account = find(staffId);
      const { id, role } = await signIn(supervisor.staffId, supervisor.pin);
      if (role !== 'supervisor') throw new KioskError('SIGN_IN_LOCKED');
      db.transaction(() => {
        forgetTries.run(account.id);
        record('staff.unlocked', id, account.id);
      }).immediate();
    },
  };
}
