import { KioskError, type PinChoice, type StaffView } from '../contract/index.ts';
import type { Staff } from './staff/index.ts';

/** Who works at the counter now. */
export type Shift = {
  /** Null also as long as who has signed in has yet to choose their own PIN. */
  operator(): StaffView | null;
  /** Who has signed in with a PIN that somebody else set, and may do nothing but choose their own; null when nobody has. */
  choosingPin(): StaffView | null;
  /** Who is named in the audit log for what happens now. */
  actor(): string;
  /** @throws KioskError SIGN_IN_WRONG, SIGN_IN_LOCKED */
  signIn(staffId: string, pin: string): Promise<StaffView>;
  /**
   * Who has signed in chooses a PIN that nobody else knows.
   * @throws KioskError SIGN_IN_REQUIRED; PIN_WEAK, PIN_SAME; SIGN_IN_WRONG, SIGN_IN_LOCKED for the old PIN
   */
  choosePin(choice: PinChoice): Promise<void>;
  signOut(): void;
  /**
   * Checks the PIN of a supervisor who is not the operator; nobody is signed in or out by it. One that somebody else set proves
   * nobody's presence: who set it may be the operator.
   * @throws KioskError SUPERVISOR_REQUIRED, SIGN_IN_WRONG, SIGN_IN_LOCKED, PIN_NOT_OWN
   */
  checkSupervisor(staffId: string, pin: string): Promise<{ id: string; name: string }>;
  /** @throws KioskError SIGN_IN_REQUIRED, PIN_NOT_OWN */
  requireOperator(): StaffView;
  /** @throws KioskError SIGN_IN_REQUIRED, PIN_NOT_OWN, SUPERVISOR_ONLY */
  requireSupervisor(): StaffView;
};

export function createShift(staff: Staff): Shift {
  let signedIn: string | null = null;

  /** As the list has it now: a role may change, and who was deactivated is signed in no more. */
  function present(): StaffView | null {
    const account = staff.list().find(({ id }) => id === signedIn);
    return account ? { id: account.id, name: account.name, role: account.role } : null;
  }

  /** A PIN may also be reset while its owner is signed in. */
  function presentWith(ownPin: boolean): StaffView | null {
    const person = present();
    return person && staff.hasOwnPin(person.id) === ownPin ? person : null;
  }

  function requireOperator(): StaffView {
    const operator = presentWith(true);
    if (!operator) throw new KioskError(present() ? 'PIN_NOT_OWN' : 'SIGN_IN_REQUIRED');
    return operator;
  }

  return {
    operator: () => presentWith(true),
    choosingPin: () => presentWith(false),
    actor: () => signedIn ?? 'kiosk',
    async signIn(staffId, pin) {
      const account = await staff.signIn(staffId, pin);
      signedIn = account.id;
      return account;
    },
    async choosePin(choice) {
      const person = present();
      if (!person) throw new KioskError('SIGN_IN_REQUIRED');
      await staff.choosePin(person.id, choice);
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
      if (!staff.hasOwnPin(id)) throw new KioskError('PIN_NOT_OWN');
      return { id, name };
    },
    requireOperator,
    requireSupervisor() {
      const operator = requireOperator();
      if (operator.role !== 'supervisor') throw new KioskError('SUPERVISOR_ONLY');
      return operator;
    },
  };
}
