import { randomUUID } from 'node:crypto';
import type { Provisioning } from '../contract/index.ts';
import type { Audit } from './audit/index.ts';
import { createShift, type Shift } from './shift.ts';
import { createRoster, createStaff, type Roster, type Staff } from './staff/index.ts';
import type { Vault } from './vault/index.ts';

export type StaffSide = { staff: Staff; roster: Roster; shift: Shift };

/** When the provisioning file was issued whose staff were taken over. */
const EDITION_SETTING = 'staff.edition';

/** Who works here: taken over from a provisioning file once, so that what a supervisor changed since stays. */
export function openStaffSide(parts: { vault: Vault; audit: Audit; provisioning: Provisioning }): StaffSide {
  const { vault, audit, provisioning } = parts;
  const staff = createStaff({ db: vault.db, audit: audit.append });
  const roster = createRoster({ db: vault.db, audit: audit.append, newId: () => `here-${randomUUID()}` });
  vault.transaction(() => {
    if (vault.settings.get(EDITION_SETTING) === provisioning.issuedAt) return;
    staff.adopt(provisioning.staff);
    vault.settings.set(EDITION_SETTING, provisioning.issuedAt);
  });
  return { staff, roster, shift: createShift(staff) };
}
