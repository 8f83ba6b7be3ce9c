import { afterEach, beforeEach, expect, it } from 'vitest';
import { createShift, type Shift } from './shift.ts';
import { createStaff } from './staff/index.ts';
import { staffMember } from './staff/testing.ts';
import { openTestVault, type TestVault } from './vault/testing.ts';

let vault: TestVault;
let events: string[];
let shift: Shift;

beforeEach(async () => {
  vault = openTestVault();
  events = [];
  const staff = createStaff({ db: vault.db, audit: ({ event, actor }) => events.push(`${event} ${actor}`) });
  staff.adopt([await staffMember({ id: 'op', name: 'สมใจ ใจดี', role: 'operator' }, '246810')]);
  shift = createShift(staff);
});
afterEach(() => vault.remove());

it('writes down who comes and who leaves, and nothing where nobody was there', async () => {
  shift.signOut();
  await shift.signIn('op', '246810');
  shift.signOut();
  shift.signOut();
  expect(events).toEqual(['staff.signed-in op', 'staff.signed-out op']);
  expect(shift.operator()).toBeNull();
});
