/**
 * The set-up code: what a person types at a new machine instead of carrying a file to it. 20 letters, 100 bits. The centre keeps
 * the provisioning file sealed under the code and not the code itself, so that neither who reads the centre's database nor who
 * stands between kiosk and centre can read the file or put another in its place.
 */

/** Crockford's base 32: no letter that is taken for another. */
export const SET_UP_CODE_LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
export const SET_UP_CODE_LENGTH = 20;
const GROUP = 5;
const ID_BITS = 128;
const KEY_BITS = 256;

/** The code as it is printed, in groups of five. */
export const writeSetUpCode = (letters: string): string =>
  (letters.match(new RegExp(`.{1,${GROUP}}`, 'g')) ?? []).join('-');

/** The letters of what was typed: small or large, with or without hyphens; O is 0, I and L are 1. Null when it is no code. */
export function readSetUpCode(typed: string): string | null {
  const letters = typed.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1');
  const isCode =
    letters.length === SET_UP_CODE_LENGTH &&
    [...letters].every((letter) => SET_UP_CODE_LETTERS.includes(letter));
  return isCode ? letters : null;
}

/**
 * What the code stands for (HKDF, RFC 5869, SHA-256): the id under which the centre keeps the file, in hexadecimal, and the key
 * the file is sealed with (A256GCM). The one does not lead to the other.
 */
export async function openSetUpCode(letters: string): Promise<{ id: string; key: Uint8Array }> {
  const text = new TextEncoder();
  const secret = await crypto.subtle.importKey('raw', text.encode(letters), 'HKDF', false, ['deriveBits']);
  const derive = async (purpose: string, bits: number) => {
    const info = text.encode(`morprom set-up ${purpose}`);
    return new Uint8Array(
      await crypto.subtle.deriveBits(
        { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info },
        secret,
        bits,
      ),
    );
  };
  const id = await derive('id', ID_BITS);
  return {
    id: [...id].map((byte) => byte.toString(16).padStart(2, '0')).join(''),
    key: await derive('key', KEY_BITS),
  };
}
