import { CompactSign, type CryptoKey, exportJWK, generateKeyPair } from 'jose';
import { PROVISIONING_TYPE, type Provisioning, type PublicJwk } from '../../contract/index.ts';

export const testFacility = {
  hcode: '10867',
  nameTh: 'รพ.ตัวอย่าง',
  nameEn: 'Sample Hospital',
  province: 'ตัวอย่าง',
  amphoe: 'เมือง',
  region: 4,
};

export type TestIssuer = {
  publicKey: PublicJwk;
  /** What a file of this centre says unless it is changed. */
  claims: Provisioning;
  /** A file with this content, signed by the centre or by `key`. */
  fileOf(content: object, typ?: string, key?: CryptoKey): Promise<string>;
};

/** A centre that makes provisioning files, with a signing key of its own. */
export async function createTestIssuer(): Promise<TestIssuer> {
  const pair = await generateKeyPair('ES256');
  const publicKey = { ...(await exportJWK(pair.publicKey)), kty: 'EC', kid: 'sign-1', alg: 'ES256' };
  return {
    publicKey,
    claims: {
      schema: 1,
      facility: testFacility,
      deviceName: 'เคาน์เตอร์ 1',
      centre: {
        url: 'https://centre.example',
        signingKeys: [publicKey],
        vouchers: [],
        sealingKey: publicKey,
      },
      activationCode: 'abc',
      pseudonymKey: Buffer.alloc(32, 1).toString('base64'),
      policyVersion: '2026-11',
      training: true,
      staff: [],
      issuedAt: '2026-11-20T03:00:00.000Z',
      expiresAt: '2026-12-20T03:00:00.000Z',
    },
    async fileOf(content, typ = PROVISIONING_TYPE, key = pair.privateKey) {
      const jws = await new CompactSign(Buffer.from(JSON.stringify(content)))
        .setProtectedHeader({ alg: 'ES256', typ, kid: 'sign-1' })
        .sign(key);
      return JSON.stringify({ provisioning: jws });
    },
  };
}
