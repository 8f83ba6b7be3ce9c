import { createHash, createHmac, pbkdf2Sync } from 'node:crypto';

/** As PostgreSQL's own. More would guard a password that people choose. */
const ITERATIONS = 4096;

/**
 * What PostgreSQL keeps of a password (SCRAM-SHA-256, RFC 5802 s.3, in the form of `pg_authid.rolpassword`): given to it in place of the
 * password, so that this is in no statement and in no log.
 *
 * @param password ASCII: nothing is done to its letters (SASLprep)
 * @param salt at least 16 bytes, other ones each time
 */
export function scramVerifier(password: string, salt: Uint8Array): string {
  const salted = pbkdf2Sync(password, salt, ITERATIONS, 32, 'sha256');
  const keyOf = (words: string): Buffer => createHmac('sha256', salted).update(words).digest();
  const storedKey = createHash('sha256').update(keyOf('Client Key')).digest('base64');
  const serverKey = keyOf('Server Key').toString('base64');
  return `SCRAM-SHA-256$${ITERATIONS}:${Buffer.from(salt).toString('base64')}$${storedKey}:${serverKey}`;
}
