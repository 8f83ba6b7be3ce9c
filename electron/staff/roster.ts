import type Database from 'better-sqlite3-multiple-ciphers';
import { KioskError, type Role, type StaffEdit, type StaffRow } from '../../contract/index.ts';
import type { AuditEntry } from '../audit/index.ts';
import { hashPin } from './pin.ts';
import { MAX_WRONG_PINS } from './staff.ts';

/** Who may sign in here and as what, changed by a supervisor. */
export type Roster = {
  /** Everybody, also who may not sign in any more. */
  list(): StaffRow[];
  /**
   * Each change is an entry of the audit log, in the same transaction. A new PIN lifts a lock, and is one that somebody else
   * has set: whoever it is for chooses their own with it.
   * @param actor the supervisor who makes the change
   * @throws KioskError LAST_SUPERVISOR when nobody could supervise after it; REQUEST_INVALID for an unknown id
   */
  edit(edit: StaffEdit, actor: string): Promise<void>;
};

type Options = { db: Database.Database; audit: (entry: AuditEntry) => void; newId: () => string };
type Row = Omit<StaffRow, 'locked' | 'active' | 'addedHere'> & {
  failedTries: number;
  active: number;
  addedHere: number;
};

export function createRoster({ db, audit, newId }: Options): Roster {
  const selectAll = db.prepare<[], Row>(
    `SELECT id, name, role, failed_tries AS failedTries, active, added_here AS addedHere
     FROM staff ORDER BY active DESC, role, name`,
  );
  const insert = db.prepare<[string, string, Role, string]>(
    'INSERT INTO staff (id, name, role, pin, pin_own, added_here) VALUES (?, ?, ?, ?, 0, 1)',
  );
  const setRole = db.prepare<[Role, string]>('UPDATE staff SET role = ? WHERE id = ?');
  const setPin = db.prepare<[string, string]>(
    'UPDATE staff SET pin = ?, pin_own = 0, failed_tries = 0 WHERE id = ?',
  );
  const setActive = db.prepare<[number, string]>('UPDATE staff SET active = ? WHERE id = ?');
  const supervisors = db
    .prepare<[number], number>(
      `SELECT count(*) FROM staff WHERE role = 'supervisor' AND active = 1 AND failed_tries < ?`,
    )
    .pluck();

  /** One change and its entry in the log; undone when nobody could supervise after it. */
  function change(
    event: string,
    actor: string,
    subject: string,
    details: AuditEntry['details'],
    work: () => { changes: number },
  ) {
    db.transaction(() => {
      if (work().changes === 0) throw new KioskError('REQUEST_INVALID', { reason: 'unknown staff id' });
      if (supervisors.get(MAX_WRONG_PINS) === 0) throw new KioskError('LAST_SUPERVISOR');
      audit({ actor, event, subject, details });
    }).immediate();
  }

  return {
    list: () =>
      selectAll.all().map(({ failedTries, active, addedHere, ...row }) => ({
        ...row,
        locked: failedTries >= MAX_WRONG_PINS,
        active: active === 1,
        addedHere: addedHere === 1,
      })),
    async edit(edit, actor) {
      switch (edit.action) {
        case 'add': {
          const { name, role } = edit;
          const [id, pin] = [newId(), JSON.stringify(await hashPin(edit.pin))];
          return change('staff.added', actor, id, { role }, () => insert.run(id, name, role, pin));
        }
        case 'role': {
          const { staffId, role } = edit;
          return change('staff.role-changed', actor, staffId, { role }, () => setRole.run(role, staffId));
        }
        case 'pin': {
          const pin = JSON.stringify(await hashPin(edit.pin));
          return change('staff.pin-reset', actor, edit.staffId, {}, () => setPin.run(pin, edit.staffId));
        }
        case 'active': {
          const { staffId, active } = edit;
          const event = active ? 'staff.activated' : 'staff.deactivated';
          return change(event, actor, staffId, {}, () => setActive.run(active ? 1 : 0, staffId));
        }
      }
    },
  };
}
