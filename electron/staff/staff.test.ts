import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { StaffMember } from '../../contract/index.ts';
import type { AuditEntry } from '../audit/index.ts';
import { openTestVault, type TestVault } from '../vault/testing.ts';
import { createStaff, type Staff } from './index.ts';
import { hashPin } from './pin.ts';

/** Cheap on purpose: what is tested is who gets in, not how long a guess takes. */
const CHEAP = { cost: 16, blockSize: 8, parallelization: 1 };

let vault: TestVault;
let entries: AuditEntry[];
let staff: Staff;
let members: StaffMember[];

beforeEach(async () => {
  vault = openTestVault();
  entries = [];
  staff = createStaff({ db: vault.db, audit: (entry) => entries.push(entry) });
  members = [
    { id: 'op', name: 'สมใจ ใจดี', role: 'operator', pin: await hashPin('246810', CHEAP) },
    {
      ...{ id: 'sup', name: 'วันเพ็ญ พูนสุข', role: 'supervisor', pinIsOwn: true },
      pin: await hashPin('135790', CHEAP),
    },
  ];
  staff.adopt(members);
});
afterEach(() => vault.remove());

const locked = expect.objectContaining({ code: 'SIGN_IN_LOCKED' });
const wrong = (left: number) => expect.objectContaining({ code: 'SIGN_IN_WRONG', details: { left } });

async function lockOut(staffId: string) {
  for (const left of [4, 3, 2, 1]) await expect(staff.signIn(staffId, '0000')).rejects.toEqual(wrong(left));
  await expect(staff.signIn(staffId, '0000')).rejects.toEqual(locked);
}

describe('sign-in', () => {
  it('lets the right PIN in and writes it down', async () => {
    expect(await staff.signIn('op', '246810')).toEqual({ id: 'op', name: 'สมใจ ใจดี', role: 'operator' });
    expect(entries).toEqual([{ actor: 'op', event: 'staff.signed-in', subject: 'op', details: {} }]);
  });

  it('takes a PIN hashed at the full cost of a real provisioning file', async () => {
    const pin = await hashPin('975310', { cost: 2 ** 15, blockSize: 8, parallelization: 1 });
    staff.adopt([{ id: 'op', name: 'สมใจ ใจดี', role: 'operator', pin }]);
    await expect(staff.signIn('op', '975310')).resolves.toMatchObject({ id: 'op' });
  });

  it('counts wrong PINs down and locks at the fifth, even for the right one', async () => {
    await lockOut('op');
    await expect(staff.signIn('op', '246810')).rejects.toEqual(locked);
    expect(staff.list().find(({ id }) => id === 'op')?.locked).toBe(true);
    expect(entries.at(-1)).toMatchObject({ event: 'staff.locked', subject: 'op' });
  });

  it('starts counting anew after the right PIN', async () => {
    await expect(staff.signIn('op', '1')).rejects.toEqual(wrong(4));
    await staff.signIn('op', '246810');
    await expect(staff.signIn('op', '1')).rejects.toEqual(wrong(4));
  });

  it('looks at no more than five PINs however many come at once', async () => {
    const tries = await Promise.allSettled(Array.from({ length: 20 }, () => staff.signIn('op', '0000')));
    expect(tries.every(({ status }) => status === 'rejected')).toBe(true);
    expect(entries.length).toBe(5);
    await expect(staff.signIn('op', '246810')).rejects.toEqual(locked);
  });

  it('stays locked over a restart and over new provisioning', async () => {
    await lockOut('op');
    vault = vault.reopen();
    staff = createStaff({ db: vault.db, audit: (entry) => entries.push(entry) });
    staff.adopt(members);
    await expect(staff.signIn('op', '246810')).rejects.toEqual(locked);
  });

  it('is lifted by a provisioning file with another PIN: the way back for the only supervisor', async () => {
    await lockOut('sup');
    staff.adopt([{ id: 'sup', name: 'วันเพ็ญ พูนสุข', role: 'supervisor', pin: await hashPin('112233', CHEAP) }]);
    await expect(staff.signIn('sup', '112233')).resolves.toMatchObject({ role: 'supervisor' });
  });

  it('knows nobody who is not in the provisioning', async () => {
    staff.adopt(members.filter(({ id }) => id === 'sup'));
    await expect(staff.signIn('op', '246810')).rejects.toMatchObject({ code: 'REQUEST_INVALID' });
    expect(staff.list().map(({ id }) => id)).toEqual(['sup']);
  });
});

describe('unlocking', () => {
  it('is done by a supervisor who signs in', async () => {
    await lockOut('op');
    await staff.unlock('op', { staffId: 'sup', pin: '135790' });
    await expect(staff.signIn('op', '246810')).resolves.toMatchObject({ id: 'op' });
    expect(entries).toContainEqual({ actor: 'sup', event: 'staff.unlocked', subject: 'op', details: {} });
  });

  it('is refused to a supervisor whose PIN somebody else has set', async () => {
    staff.adopt(members.map((member) => ({ ...member, pinIsOwn: false })));
    await lockOut('op');
    const unlocked = staff.unlock('op', { staffId: 'sup', pin: '135790' });
    await expect(unlocked).rejects.toMatchObject({ code: 'PIN_NOT_OWN' });
    await expect(staff.signIn('op', '246810')).rejects.toEqual(locked);
  });

  it('is refused to an operator and to a supervisor with a wrong PIN', async () => {
    await lockOut('sup');
    await expect(staff.unlock('sup', { staffId: 'op', pin: '246810' })).rejects.toEqual(locked);
    await lockOut('op');
    await expect(staff.unlock('op', { staffId: 'sup', pin: '0000' })).rejects.toEqual(locked);
    expect(staff.list().every((account) => account.locked)).toBe(true);
  });
});

describe('a PIN', () => {
  const first = (pin: string) => ({ pin, oldPin: null });

  it('of the provisioning file is nobody’s own, but where the file says so', () => {
    expect(staff.hasOwnPin('op')).toBe(false);
    expect(staff.hasOwnPin('sup')).toBe(true);
  });

  it('that was chosen is the person’s own, over a restart too, and the given one is no longer good', async () => {
    await staff.choosePin('op', first('314159'));
    expect(entries).toEqual([{ actor: 'op', event: 'staff.pin-chosen', subject: 'op', details: {} }]);
    vault = vault.reopen();
    staff = createStaff({ db: vault.db, audit: (entry) => entries.push(entry) });
    expect(staff.hasOwnPin('op')).toBe(true);
    await expect(staff.signIn('op', '246810')).rejects.toEqual(wrong(4));
    await expect(staff.signIn('op', '314159')).resolves.toMatchObject({ id: 'op' });
  });

  it('is kept as a hash of its own salt and full cost, never as it is', async () => {
    await staff.choosePin('op', first('314159'));
    const kept = String(vault.db.prepare("SELECT pin FROM staff WHERE id = 'op'").pluck().get());
    expect(kept).not.toContain('314159');
    expect(JSON.parse(kept)).toMatchObject({ cost: 2 ** 15, blockSize: 8, parallelization: 1 });
  });

  it.each([
    ['123456', 'PIN_WEAK'],
    ['888888', 'PIN_WEAK'],
    ['246810', 'PIN_SAME'],
  ])('can’t be chosen as %s', async (pin, code) => {
    await expect(staff.choosePin('op', first(pin))).rejects.toMatchObject({ code });
    expect(staff.hasOwnPin('op')).toBe(false);
    expect(entries).toEqual([]);
    await expect(staff.signIn('op', '246810')).resolves.toMatchObject({ id: 'op' });
  });

  it('of one’s own is changed with the old one only, and wrong ones count as at the sign-in', async () => {
    const choice = (oldPin: string) => ({ pin: '271828', oldPin });
    await expect(staff.choosePin('sup', first('271828'))).rejects.toMatchObject({ code: 'REQUEST_INVALID' });
    await expect(staff.choosePin('sup', choice('0000'))).rejects.toEqual(wrong(4));
    await staff.choosePin('sup', choice('135790'));
    await expect(staff.choosePin('sup', choice('271828'))).rejects.toMatchObject({ code: 'PIN_SAME' });
    for (const left of [4, 3, 2, 1])
      await expect(staff.choosePin('sup', choice('135790'))).rejects.toEqual(wrong(left));
    await expect(staff.choosePin('sup', choice('135790'))).rejects.toEqual(locked);
    await expect(staff.signIn('sup', '271828')).rejects.toEqual(locked);
  });

  it('that is set while another is being chosen stays', async () => {
    const chosen = staff.choosePin('op', first('314159'));
    staff.adopt([{ id: 'op', name: 'สมใจ ใจดี', role: 'operator', pin: await hashPin('864209', CHEAP) }]);
    await expect(chosen).rejects.toMatchObject({ code: 'REQUEST_INVALID' });
    await expect(staff.signIn('op', '864209')).resolves.toMatchObject({ id: 'op' });
  });

  it('of a new provisioning file has to be chosen anew', async () => {
    await staff.choosePin('op', first('314159'));
    staff.adopt(members);
    expect(staff.hasOwnPin('op')).toBe(false);
    await expect(staff.signIn('op', '246810')).resolves.toMatchObject({ id: 'op' });
  });
});
