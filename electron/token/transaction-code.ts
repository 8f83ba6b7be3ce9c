/**
 * The number that the holder gets apart from the QR.
 * @param random uniform whole number below `limit` (node:crypto's `randomInt`)
 */
export function transactionCode(digits: number, random: (limit: number) => number): string {
  return String(random(10 ** digits)).padStart(digits, '0');
}
