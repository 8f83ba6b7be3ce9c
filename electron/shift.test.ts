import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createShift, type Shift } from './shift.ts';
import { createRoster, createStaff, type Roster } from './staff/index.ts';
import { staffMember } from './staff/testing.ts';
import { openTestVault, type TestVault } from './vault/testing.ts';

let vault: TestVault;
let events: string[];
let roster: Roster;
let shift: Shift;

beforeEach(async () => {
  vault = openTestVault();
  events = [];
  const { db } = vault;
  const audit = ({ event, actor }: { event: string; actor: string }) => events.push(`${event} ${actor}`);
  const staff = createStaff({ db, audit });
  roster = createRoster({ db, audit, newId: () => 'here-1' });
  staff.adopt([
    await staffMember({ id: 'op', name: 'สมใจ ใจดี', role: 'operator' }, '246810'),
    await staffMember({ id: 'sup', name: 'วันเพ็ญ พูนสุข', role: 'supervisor' }, '135790'),
    await staffMember({ id: 'new-op', name: 'นภา แจ่มใส', role: 'operator' }, '864209', false),
    await staffMember({ id: 'new-sup', name: 'วิภา รอบคอบ', role: 'supervisor' }, '975310', false),
  ]);
  shift = createShift(staff);
});
afterEach(() => vault.remove());

const notOwn = expect.objectContaining({ code: 'PIN_NOT_OWN' });

it('writes down who comes and who leaves, and nothing where nobody was there', async () => {
  shift.signOut();
  await shift.signIn('op', '246810');
  shift.signOut();
  shift.signOut();
  expect(events).toEqual(['staff.signed-in op', 'staff.signed-out op']);
  expect(shift.operator()).toBeNull();
});

describe('who signs in with a PIN that somebody else has set', () => {
  it('works here only once they have chosen their own', async () => {
    await shift.signIn('new-sup', '975310');
    expect(shift.operator()).toBeNull();
    expect(shift.choosingPin()).toEqual({ id: 'new-sup', name: 'วิภา รอบคอบ', role: 'supervisor' });
    expect(() => shift.requireOperator()).toThrow(notOwn);
    expect(() => shift.requireSupervisor()).toThrow(notOwn);

    await shift.choosePin({ pin: '314159', oldPin: null });
    expect(shift.choosingPin()).toBeNull();
    expect(shift.operator()).toMatchObject({ id: 'new-sup' });
    expect(shift.requireSupervisor()).toMatchObject({ id: 'new-sup' });
    expect(events).toEqual(['staff.signed-in new-sup', 'staff.pin-chosen new-sup']);
  });

  it('may leave instead, and has to choose the next time', async () => {
    await shift.signIn('new-op', '864209');
    shift.signOut();
    expect(shift.choosingPin()).toBeNull();
    await shift.signIn('new-op', '864209');
    expect(shift.choosingPin()).toMatchObject({ id: 'new-op' });
    expect(events.at(1)).toBe('staff.signed-out new-op');
  });

  it('approves nothing as a supervisor, until the own one is chosen', async () => {
    await shift.signIn('op', '246810');
    await expect(shift.checkSupervisor('new-sup', '975310')).rejects.toEqual(notOwn);
    await expect(shift.checkSupervisor('sup', '135790')).resolves.toMatchObject({ id: 'sup' });
    shift.signOut();
    await shift.signIn('new-sup', '975310');
    await shift.choosePin({ pin: '314159', oldPin: null });
    shift.signOut();
    await shift.signIn('op', '246810');
    await expect(shift.checkSupervisor('new-sup', '314159')).resolves.toMatchObject({ id: 'new-sup' });
  });

  it('is everybody whose PIN is reset, also while they are signed in', async () => {
    await shift.signIn('sup', '135790');
    await roster.edit({ action: 'pin', staffId: 'sup', pin: '864209' }, 'sup');
    expect(shift.operator()).toBeNull();
    expect(() => shift.requireSupervisor()).toThrow(notOwn);
  });
});

describe('a PIN', () => {
  it('is chosen by nobody who has not signed in', async () => {
    const chosen = shift.choosePin({ pin: '314159', oldPin: null });
    await expect(chosen).rejects.toMatchObject({ code: 'SIGN_IN_REQUIRED' });
  });

  it('of one’s own is changed with the old one, and who works here goes on', async () => {
    await shift.signIn('op', '246810');
    const wrong = shift.choosePin({ pin: '314159', oldPin: '0000' });
    await expect(wrong).rejects.toMatchObject({ code: 'SIGN_IN_WRONG', details: { left: 4 } });
    await shift.choosePin({ pin: '314159', oldPin: '246810' });
    expect(shift.operator()).toMatchObject({ id: 'op' });
    shift.signOut();
    await expect(shift.signIn('op', '246810')).rejects.toMatchObject({ code: 'SIGN_IN_WRONG' });
    await shift.signIn('op', '314159');
    expect(shift.requireOperator()).toMatchObject({ id: 'op' });
  });
});
