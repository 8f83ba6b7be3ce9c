import { randomInt } from 'node:crypto';
import type { StaffMember } from '../../contract/index.ts';
import { hashPin } from './pin-hash.ts';

const PIN_DIGITS = 6;

/**
 * Who signs in first at a facility that has sent no list of its staff: a supervisor, who enters the others at the kiosk.
 * @returns `member` for the provisioning file, with the PIN's hash; `pin` of 6 digits for the one who carries it there, kept nowhere
 */
export async function firstSupervisor(
  random: (size: number) => Uint8Array,
): Promise<{ member: StaffMember; pin: string }> {
  const pin = String(randomInt(10 ** PIN_DIGITS)).padStart(PIN_DIGITS, '0');
  return {
    member: {
      id: 'first-supervisor',
      name: 'หัวหน้างานคนแรก',
      role: 'supervisor',
      pin: await hashPin(pin, random(16)),
    },
    pin,
  };
}
