import { z } from 'zod';

/** A PIN as it is typed at the sign-in: a provisioning file may bring shorter ones than are given at the device. */
export const pinSchema = z.string().regex(/^\d{4,12}$/);
/** PINs given or chosen at the device are longer than the shortest that a file may bring. */
export const newPinSchema = z.string().regex(/^\d{6,12}$/);

/** A PIN that somebody chooses for themselves. `oldPin`: null where somebody else had set it, else it is asked again. */
export const pinChoiceSchema = z.object({ pin: newPinSchema, oldPin: pinSchema.nullable() });
export type PinChoice = z.infer<typeof pinChoiceSchema>;

/** From one digit to the next: the same, one up, one down. */
const GUESSED_STEPS = [0, 1, 9];

/** Whether whoever tries a few PINs would begin with this one: all digits alike, or a run up or down, 0 beside 9 as on the keys. */
export function isGuessedAtOnce(pin: string): boolean {
  const digits = Array.from(pin, Number);
  const steps = new Set(digits.slice(1).map((digit, at) => (digit - (digits[at] ?? 0) + 10) % 10));
  return steps.size === 1 && GUESSED_STEPS.some((step) => steps.has(step));
}
