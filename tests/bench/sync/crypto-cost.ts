import { createHash } from 'node:crypto';
import {
  CompactEncrypt,
  CompactSign,
  type CompactVerifyResult,
  compactDecrypt,
  compactVerify,
  generateKeyPair,
} from 'jose';

const ROUNDS = 300;

/**
 * Processor seconds that the cryptography of one delivery takes, measured alone: at the centre the record's
 * signature, its decryption, the token's signature, the receipt; at the kiosk the envelope's hash and the receipt.
 */
export async function cryptoSecondsPerRecord(contentBytes: number): Promise<number> {
  const device = await generateKeyPair('ES256');
  const centre = await generateKeyPair('ECDH-ES', { crv: 'P-256' });
  const jwe = await new CompactEncrypt(Buffer.alloc(contentBytes, 7))
    .setProtectedHeader({ alg: 'ECDH-ES', enc: 'A256GCM' })
    .encrypt(centre.publicKey);
  const sign = (content: string) =>
    new CompactSign(Buffer.from(content)).setProtectedHeader({ alg: 'ES256' }).sign(device.privateKey);
  const verify = (jws: string): Promise<CompactVerifyResult> => compactVerify(jws, device.publicKey);
  const sealed = await sign(jwe);
  const token = await sign('t'.repeat(300));

  const before = process.cpuUsage();
  for (let round = 0; round < ROUNDS; round += 1) {
    const { payload } = await verify(sealed);
    await compactDecrypt(Buffer.from(payload).toString('ascii'), centre.privateKey);
    await verify(token);
    createHash('sha256').update(sealed).digest();
    const receipt = await sign('r'.repeat(200));
    createHash('sha256').update(sealed).digest();
    await verify(receipt);
  }
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000_000 / ROUNDS;
}
