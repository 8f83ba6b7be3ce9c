import { generateKeyPairSync, sign, verify } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { ecdsaDer } from './ecdsa-der.ts';

describe('a signature in DER', () => {
  it('is taken by OpenSSL whatever its numbers begin with', () => {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    // Of so many, some begin with zeros and half with a high bit.
    for (let round = 0; round < 600; round++) {
      const content = Buffer.from(`package ${round}`);
      const raw = sign('sha256', content, { key: privateKey, dsaEncoding: 'ieee-p1363' });
      expect(verify('sha256', content, publicKey, ecdsaDer(raw))).toBe(true);
    }
  });
});
