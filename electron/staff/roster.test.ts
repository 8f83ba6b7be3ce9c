import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AuditEntry } from '../audit/index.ts';
import { openTestVault, type TestVault } from '../vault/testing.ts';
import { createRoster, createStaff, type Roster, type Staff } from './index.ts';
import { hashPin } from './pin.ts';

const CHEAP = { cost: 16, blockSize: 8, parallelization: 1 };

let vault: TestVault;
let entries: AuditEntry[];
let staff: Staff;
let roster: Roster;

beforeEach(async () => {
  vault = openTestVault();
  entries = [];
  const audit = (entry: AuditEntry) => entries.push(entry);
  staff = createStaff({ db: vault.db, audit });
  roster = createRoster({ db: vault.db, audit, newId: () => 'here-1' });
  staff.adopt([
    { id: 'op', name: 'สมใจ ใจดี', role: 'operator', pin: await hashPin('246810', CHEAP) },
    { id: 'sup', name: 'วันเพ็ญ พูนสุข', role: 'supervisor', pin: await hashPin('135790', CHEAP) },
  ]);
});
afterEach(() => vault.remove());

const last = expect.objectContaining({ code: 'LAST_SUPERVISOR' });
const names = () => staff.list().map(({ id, role }) => [id, role]);

describe('a supervisor', () => {
  it('adds a person, who signs in with the PIN given', async () => {
    await roster.edit({ action: 'add', name: 'ประเสริฐ', role: 'operator', pin: '975310' }, 'sup');
    expect(await staff.signIn('here-1', '975310')).toMatchObject({ name: 'ประเสริฐ', role: 'operator' });
    expect(entries[0]).toEqual({
      actor: 'sup',
      event: 'staff.added',
      subject: 'here-1',
      details: { role: 'operator' },
    });
  });

  it('changes a role, and a deactivated person signs in no more until activated', async () => {
    await roster.edit({ action: 'role', staffId: 'op', role: 'supervisor' }, 'sup');
    await roster.edit({ action: 'active', staffId: 'sup', active: false }, 'op');
    expect(names()).toEqual([['op', 'supervisor']]);
    await expect(staff.signIn('sup', '135790')).rejects.toMatchObject({ code: 'REQUEST_INVALID' });
    expect(roster.list().map(({ id, active }) => [id, active])).toEqual([
      ['op', true],
      ['sup', false],
    ]);
    await roster.edit({ action: 'active', staffId: 'sup', active: true }, 'op');
    await expect(staff.signIn('sup', '135790')).resolves.toMatchObject({ id: 'sup' });
    expect(entries.map(({ event }) => event)).toEqual([
      'staff.role-changed',
      'staff.deactivated',
      'staff.activated',
      'staff.signed-in',
    ]);
  });

  it('gives a new PIN, which lifts a lock', async () => {
    for (let tries = 0; tries < 5; tries += 1) await staff.signIn('op', '0000').catch(() => {});
    await roster.edit({ action: 'pin', staffId: 'op', pin: '864209' }, 'sup');
    await expect(staff.signIn('op', '864209')).resolves.toMatchObject({ id: 'op' });
  });

  it('gives PINs that are nobody’s own: who is added or given a new one has to choose', async () => {
    await roster.edit({ action: 'add', name: 'ประเสริฐ', role: 'operator', pin: '975310' }, 'sup');
    expect(staff.hasOwnPin('here-1')).toBe(false);
    await staff.choosePin('op', { pin: '314159', oldPin: null });
    expect(staff.hasOwnPin('op')).toBe(true);
    await roster.edit({ action: 'role', staffId: 'op', role: 'supervisor' }, 'sup');
    expect(staff.hasOwnPin('op')).toBe(true);
    await roster.edit({ action: 'pin', staffId: 'op', pin: '864209' }, 'sup');
    expect(staff.hasOwnPin('op')).toBe(false);
  });

  it('always remains: the last one can be neither deactivated nor made an operator', async () => {
    await expect(roster.edit({ action: 'active', staffId: 'sup', active: false }, 'sup')).rejects.toEqual(
      last,
    );
    await expect(roster.edit({ action: 'role', staffId: 'sup', role: 'operator' }, 'sup')).rejects.toEqual(
      last,
    );
    expect(names()).toContainEqual(['sup', 'supervisor']);
    expect(entries).toEqual([]);
  });

  it('keeps whom it added when a new provisioning file comes', async () => {
    await roster.edit({ action: 'add', name: 'ประเสริฐ', role: 'operator', pin: '975310' }, 'sup');
    staff.adopt([{ id: 'new', name: 'นภา', role: 'supervisor', pin: await hashPin('112233', CHEAP) }]);
    expect(names()).toEqual([
      ['here-1', 'operator'],
      ['new', 'supervisor'],
    ]);
  });
});
