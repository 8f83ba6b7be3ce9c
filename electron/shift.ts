import { KioskError, type StaffView } from '../contract/index.ts';
import type { Staff } from './staff/index.ts';

/** Who works at the counter now. */
export type Shift = {
  operator(): StaffView | null;
  /** Who is named in the audit log for what happens now. */
  actor(): string;
  /** @throws KioskError SIGN_IN_WRONG, SIGN_IN_LOCKED */
  signIn(staffId: string, pin: string): Promise<StaffView>;
  signOut(): void;
  /**
   * Checks the PIN of a supervisor who is not the operator; nobody is signed in or out by it.
   * @throws KioskError SUPERVISOR_REQUIRED, SIGN_IN_WRONG, SIGN_IN_LOCKED
   */
  checkSupervisor(staffId: string, pin: string): Promise<{ id: string; name: string }>;
  /** @throws KioskError SIGN_IN_REQUIRED */
  requireOperator(): StaffView;
  /** @throws KioskError SIGN_IN_REQUIRED, SUPERVISOR_ONLY */
  requireSupervisor(): StaffView;
};

export function createShift(staff: Staff): Shift {
  let signedIn: string | null = null;

  /** As the list has it now: a role may change, and who was deactivated is signed in no more. */
  function operator(): StaffView | null {
    const account = staff.list().find(({ id }) => id === signedIn);
    return account ? { id: account.id, name: account.name, role: account.role } : null;
  }

  function requireOperator(): StaffView {
    const present = operator();
    if (!present) throw new KioskError('SIGN_IN_REQUIRED');
    return present;
  }

  return {
    operator,
    actor: () => signedIn ?? 'kiosk',
    async signIn(staffId, pin) {
      const account = await staff.signIn(staffId, pin);
      signedIn = account.id;
      return account;
    },
    signOut() {
      const leaving = signedIn;
      signedIn = null;
      if (leaving !== null) staff.signOut(leaving);
    },
    async checkSupervisor(staffId, pin) {
      const isSupervisor = staff.list().some(({ id, role }) => id === staffId && role === 'supervisor');
      if (!isSupervisor || staffId === signedIn) throw new KioskError('SUPERVISOR_REQUIRED');
      const { id, name } = await staff.signIn(staffId, pin);
      return { id, name };
    },
    requireOperator,
    requireSupervisor() {
      const present = requireOperator();
      if (present.role !== 'supervisor') throw new KioskError('SUPERVISOR_ONLY');
      return present;
    },
  };
}
