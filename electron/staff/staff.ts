import type Database from 'better-sqlite3-multiple-ciphers';
import {
  isGuessedAtOnce,
  KioskError,
  type PinChoice,
  pinHashSchema,
  type Role,
  type StaffMember,
} from '../../contract/index.ts';
import type { AuditEntry } from '../audit/index.ts';
import { hashPin, pinMatches } from './pin.ts';

export type StaffAccount = { id: string; name: string; role: Role };

export type Staff = {
  /**
   * Takes over the staff of a provisioning file: who came with an earlier one and is not in it can't sign in any more;
   * who was added here stays. The file has the last word on those it names. Locks stay, but for whom the centre gave
   * another PIN: so a supervisor who is locked out comes in again. A PIN of the file is its owner's only where the file says so.
   */
  adopt(members: readonly StaffMember[]): void;
  /** Who may sign in. */
  list(): (StaffAccount & { locked: boolean })[];
  /**
   * @throws KioskError SIGN_IN_WRONG `{left}`; SIGN_IN_LOCKED from the fifth wrong PIN on;
   *   REQUEST_INVALID for an unknown id
   */
  signIn(staffId: string, pin: string): Promise<StaffAccount>;
  /** Whether nobody else has set the PIN. With one that is not their own people sign in for nothing but choosing it. */
  hasOwnPin(staffId: string): boolean;
  /**
   * Somebody who is signed in takes a PIN that nobody else knows.
   * @throws KioskError PIN_WEAK; PIN_SAME; REQUEST_INVALID when the PIN is their own already and the old one is not given;
   *   as `signIn` for an old one that is wrong
   */
  choosePin(staffId: string, choice: PinChoice): Promise<void>;
  /** Writes down that somebody who had signed in leaves. */
  signOut(staffId: string): void;
  /**
   * Unlocks an account; a supervisor signs in for it.
   * @throws KioskError as `signIn` for the supervisor; SIGN_IN_LOCKED when it is not a supervisor who asks; PIN_NOT_OWN
   */
  unlock(staffId: string, supervisor: { staffId: string; pin: string }): Promise<void>;
};

type Options = {
  db: Database.Database;
  audit: (entry: AuditEntry) => void;
};

export const MAX_WRONG_PINS = 5;

type Row = StaffAccount & { pin: string; pinOwn: number; failedTries: number };
const COLUMNS = 'id, name, role, pin, pin_own AS pinOwn, failed_tries AS failedTries';

/** Operators and supervisors of this kiosk: sign-in by PIN, lock-out, unlock. */
export function createStaff({ db, audit }: Options): Staff {
  const select = db.prepare<[string], Row>(`SELECT ${COLUMNS} FROM staff WHERE id = ? AND active = 1`);
  const selectAll = db.prepare<[], Row>(`SELECT ${COLUMNS} FROM staff WHERE active = 1 ORDER BY role, name`);
  const upsert = db.prepare<[{ id: string; name: string; role: Role; pin: string; pinOwn: number }]>(
    `INSERT INTO staff (id, name, role, pin, pin_own) VALUES (@id, @name, @role, @pin, @pinOwn)
     ON CONFLICT (id) DO UPDATE SET name = excluded.name, role = excluded.role, pin = excluded.pin,
       pin_own = excluded.pin_own, active = 1, added_here = 0,
       failed_tries = CASE WHEN staff.pin = excluded.pin THEN staff.failed_tries ELSE 0 END`,
  );
  const fromFile = db.prepare<[], string>('SELECT id FROM staff WHERE added_here = 0').pluck();
  const remove = db.prepare<[string]>('DELETE FROM staff WHERE id = ?');
  const countTry = db.prepare<[string, number]>(
    'UPDATE staff SET failed_tries = failed_tries + 1 WHERE id = ? AND failed_tries < ?',
  );
  const forgetTries = db.prepare<[string]>('UPDATE staff SET failed_tries = 0 WHERE id = ?');
  const setOwnPin = db.prepare<[string, string, string]>(
    'UPDATE staff SET pin = ?, pin_own = 1 WHERE id = ? AND pin = ?',
  );

  const find = (staffId: string): Row => {
    const row = select.get(staffId);
    if (!row) throw new KioskError('REQUEST_INVALID', { reason: 'unknown staff id' });
    return row;
  };
  const record = (event: string, actor: string, subject: string) =>
    audit({ actor, event, subject, details: {} });

  /**
   * Looks at somebody's PIN, and counts the wrong ones.
   * @param event what a right one is written down as, together with the end of the count; null where it leads to something else
   * @throws KioskError as `signIn`
   */
  const check = async (staffId: string, pin: string, event: string | null): Promise<Row> => {
    const row = find(staffId);
    // Counted before it is looked at: tries made at the same time, or a pulled plug, give no more than five.
    if (countTry.run(row.id, MAX_WRONG_PINS).changes === 0) throw new KioskError('SIGN_IN_LOCKED');
    if (await isPinOf(row, pin)) {
      db.transaction(() => {
        forgetTries.run(row.id);
        if (event !== null) record(event, row.id, row.id);
      }).immediate();
      return row;
    }
    const left = MAX_WRONG_PINS - find(row.id).failedTries;
    record(left > 0 ? 'staff.pin-wrong' : 'staff.locked', 'kiosk', row.id);
    throw left > 0 ? new KioskError('SIGN_IN_WRONG', { left }) : new KioskError('SIGN_IN_LOCKED');
  };

  const signIn = async (staffId: string, pin: string): Promise<StaffAccount> => {
    const { id, name, role } = await check(staffId, pin, 'staff.signed-in');
    return { id, name, role };
  };

  const hasOwnPin = (staffId: string): boolean => find(staffId).pinOwn === 1;

  const choosePin = async (staffId: string, { pin, oldPin }: PinChoice): Promise<void> => {
    if (isGuessedAtOnce(pin)) throw new KioskError('PIN_WEAK');
    if (oldPin === null && hasOwnPin(staffId))
      throw new KioskError('REQUEST_INVALID', { reason: 'the old PIN is missing' });
    const row = oldPin === null ? find(staffId) : await check(staffId, oldPin, null);
    if (await isPinOf(row, pin)) throw new KioskError('PIN_SAME');
    const chosen = JSON.stringify(await hashPin(pin));
    db.transaction(() => {
      // Only instead of the one that was looked at: what was set meanwhile stays.
      if (setOwnPin.run(chosen, row.id, row.pin).changes === 0)
        throw new KioskError('REQUEST_INVALID', { reason: 'another PIN was set meanwhile' });
      record('staff.pin-chosen', row.id, row.id);
    }).immediate();
  };

  return {
    adopt: (members) => {
      db.transaction(() => {
        const kept = new Set(members.map(({ id }) => id));
        for (const id of fromFile.all()) if (!kept.has(id)) remove.run(id);
        for (const { id, name, role, pin, pinIsOwn } of members)
          upsert.run({ id, name, role, pin: JSON.stringify(pin), pinOwn: pinIsOwn ? 1 : 0 });
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
    hasOwnPin,
    choosePin,
    signOut: (staffId) => record('staff.signed-out', staffId, staffId),
    unlock: async (staffId, supervisor) => {
      const account = find(staffId);
      const { id, role } = await signIn(supervisor.staffId, supervisor.pin);
      if (role !== 'supervisor') throw new KioskError('SIGN_IN_LOCKED');
      if (!hasOwnPin(id)) throw new KioskError('PIN_NOT_OWN');
      db.transaction(() => {
        forgetTries.run(account.id);
        record('staff.unlocked', id, account.id);
      }).immediate();
    },
  };
}

const isPinOf = (row: Row, pin: string): Promise<boolean> =>
  pinMatches(pin, pinHashSchema.parse(JSON.parse(row.pin)));
