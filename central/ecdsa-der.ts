const INTEGER = 0x02;
const SEQUENCE = 0x30;

/** An ECDSA signature on P-256 as WebCrypto gives it (r and s, 32 bytes each) in the form that openssl reads (RFC 3279, DER). */
export function ecdsaDer(signature: Uint8Array): Uint8Array {
  const both = [signature.subarray(0, 32), signature.subarray(32)].flatMap((number) => integer(number));
  return Uint8Array.of(SEQUENCE, both.length, ...both);
}

/** Without leading zeros, but for the one that keeps the number positive. */
function integer(number: Uint8Array): number[] {
  const first = number.findIndex((byte) => byte !== 0);
  const digits = [...number.subarray(first === -1 ? number.length - 1 : first)];
  if ((digits[0] ?? 0) >= 0x80) digits.unshift(0);
  return [INTEGER, digits.length, ...digits];
}
