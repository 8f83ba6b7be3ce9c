import type { StaffMember } from '../../contract/index.ts';
import { hashPin } from './pin.ts';

/** Cheap on purpose: what such a test is about is who gets in, not how long a guess takes. */
const CHEAP = { cost: 16, blockSize: 8, parallelization: 1 };

/** Somebody of a provisioning file's staff, whose PIN is their own unless said otherwise, for tests of other rooms. */
export const staffMember = async (
  person: Pick<StaffMember, 'id' | 'name' | 'role'>,
  pin: string,
  pinIsOwn = true,
): Promise<StaffMember> => ({ ...person, pin: await hashPin(pin, CHEAP), pinIsOwn });
