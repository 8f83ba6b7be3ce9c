import { createHash, randomBytes, randomInt, randomUUID } from 'node:crypto';
import {
  calculateJwkThumbprint,
  compactDecrypt,
  compactVerify,
  EmbeddedJWK,
  exportJWK,
  generateKeyPair,
  importJWK,
  type JWK,
  jwtVerify,
} from 'jose';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  type EnrollmentRecord,
  PROVISIONAL_TOKEN_TYPE,
  provisionalTokenSchema,
  SEALED_RECORD_TYPE,
  walletLink,
} from '../../contract/index.ts';
import { openTestVault, type TestVault } from '../vault/testing.ts';
import {
  createTokenRegister,
  type DeviceKey,
  dpopProof,
  issueProvisionalToken,
  openDeviceKeys,
  pairwisePseudonym,
  sealRecord,
  transactionCode,
} from './index.ts';

const now = () => new Date('2026-11-22T03:00:00.500Z');
let vault: TestVault;
let key: DeviceKey;

beforeEach(async () => {
  vault = openTestVault(now);
  key = (await openDeviceKeys({ settings: vault.settings, keeper: 'vault (test)', now })).current();
});
afterEach(() => vault.remove());

const publicKey = () => importJWK(key.publicJwk as JWK, 'ES256');

describe('the device key', () => {
  it('is the same after a restart', async () => {
    vault = vault.reopen();
    const keys = await openDeviceKeys({ settings: vault.settings, keeper: 'vault (other)', now });
    const again = keys.current();
    expect(again.thumbprint).toBe(key.thumbprint);
    expect(again.keeper).toBe('vault (test)');
  });

  it('shows no private part', async () => {
    expect(Object.keys(key.publicJwk).sort()).toEqual(['crv', 'kty', 'x', 'y']);
    expect(key.privateKey.extractable).toBe(false);
    expect(key.thumbprint).toBe(await calculateJwkThumbprint(key.publicJwk as JWK));
  });
});

describe('a change of the key', () => {
  const open = () => openDeviceKeys({ settings: vault.settings, keeper: 'vault (test)', now });

  it('keeps the device id, and proves the new key to the centre', async () => {
    const keys = await open();
    let shown = '';
    await keys.change('https://centre.example', async (proof) => {
      shown = proof;
      expect(keys.current().thumbprint).toBe(key.thumbprint);
    });
    const { payload, protectedHeader } = await jwtVerify(shown, EmbeddedJWK, { currentDate: now() });
    expect(payload).toMatchObject({ aud: 'https://centre.example', sub: key.thumbprint });
    expect(protectedHeader.jwk).toEqual(keys.current().publicJwk);
    expect(keys.current().thumbprint).not.toBe(key.thumbprint);
    const again = await open();
    expect(again.deviceId).toBe(key.thumbprint);
    expect(again.current().thumbprint).toBe(keys.current().thumbprint);
  });

  it('that was interrupted loses neither key, over a restart', async () => {
    const lost = async () => {
      throw new Error('the answer got lost');
    };
    const keys = await open();
    await expect(keys.change('https://centre.example', lost)).rejects.toThrow('lost');
    const again = await open();
    expect(again.current().thumbprint).toBe(key.thumbprint);
    expect(again.takeUpInterrupted()).toBe(true);
    expect(again.current().thumbprint).not.toBe(key.thumbprint);
    expect(again.takeUpInterrupted()).toBe(false);
  });
});

describe('a provisional token', () => {
  const issue = (levelPending: '2.3' | null = '2.3') =>
    issueProvisionalToken({
      key,
      facility: '10867',
      pseudonym: pairwisePseudonym(Buffer.alloc(32, 1), '1101700207030'),
      level: '2.1',
      levelPending,
      policyVersion: '2026-11',
      validDays: 30,
      now: now(),
      randomId: () => randomBytes(12).toString('base64url'),
    });

  it('is verified with nothing but the public key, and lives as long as the policy says', async () => {
    const issued = await issue();
    const { payload, protectedHeader } = await jwtVerify(issued.jws, await publicKey(), {
      typ: PROVISIONAL_TOKEN_TYPE,
      algorithms: ['ES256'],
      currentDate: now(),
    });
    const claims = provisionalTokenSchema.parse(payload);
    expect(protectedHeader.kid).toBe(key.thumbprint.slice(0, 16));
    expect(claims).toMatchObject({
      fac: '10867',
      lvl: '2.1',
      pnd: '2.3',
      jti: issued.tokenId,
    });
    expect(issued.issuedAt).toBe('2026-11-22T03:00:00.000Z');
    expect(issued.expiresAt).toBe('2026-12-22T03:00:00.000Z');
  });

  it('leaves the pending level out where none is pending', async () => {
    const { jws } = await issue(null);
    const { payload } = await jwtVerify(jws, await publicKey(), { currentDate: now() });
    expect(payload).not.toHaveProperty('pnd');
  });

  it('fits a QR and says nothing of the citizen', async () => {
    const { jws } = await issue();
    expect(walletLink('https://id.moph.go.th', jws).length).toBeLessThan(400);
    const clear = jws.split('.').map((part) => Buffer.from(part, 'base64url').toString('latin1'));
    expect(clear.join()).not.toContain('1101700207030');
  });
});

describe('a pseudonym', () => {
  it('is the same for a citizen at a facility, and another at another facility', () => {
    const [here, there] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
    expect(pairwisePseudonym(here, '1101700207030')).toBe(pairwisePseudonym(here, '1101700207030'));
    expect(pairwisePseudonym(here, '1101700207030')).not.toBe(pairwisePseudonym(there, '1101700207030'));
    expect(pairwisePseudonym(here, '1101700207030')).not.toBe(pairwisePseudonym(here, '1101700207048'));
    expect(Buffer.from(pairwisePseudonym(here, '1101700207030'), 'base64url').byteLength).toBe(16);
  });
});

describe('a transaction code', () => {
  it('keeps its leading zeros', () => {
    expect(transactionCode(6, () => 42)).toBe('000042');
    expect(transactionCode(6, randomInt)).toMatch(/^\d{6}$/);
  });
});

describe('a sealed record', () => {
  it('opens at the centre only, and names device and record outside', async () => {
    const { publicKey: sealingPublic, privateKey: sealingPrivate } = await generateKeyPair('ECDH-ES');
    const sealingKey = { ...(await exportJWK(sealingPublic)), kty: 'EC', kid: 'seal-1' };
    const record = sampleRecord(key.thumbprint);
    const sealed = await sealRecord({ record, sealingKey, deviceKey: key });

    expect(sealed.sha256).toBe(createHash('sha256').update(sealed.jws).digest('base64url'));
    const outer = await compactVerify(sealed.jws, await publicKey(), { algorithms: ['ES256'] });
    expect(outer.protectedHeader).toEqual({
      alg: 'ES256',
      typ: SEALED_RECORD_TYPE,
      kid: key.thumbprint,
      rid: record.recordId,
    });
    const inner = await compactDecrypt(outer.payload, sealingPrivate);
    expect(inner.protectedHeader).toMatchObject({ alg: 'ECDH-ES', enc: 'A256GCM', kid: 'seal-1' });
    expect(JSON.parse(Buffer.from(inner.plaintext).toString('utf8'))).toEqual(record);

    const stranger = await generateKeyPair('ECDH-ES');
    await expect(compactDecrypt(outer.payload, stranger.privateKey)).rejects.toThrow();
  });

  it('is not made of what the centre would not take, and the error quotes nothing of it', async () => {
    const { publicKey: sealingPublic } = await generateKeyPair('ECDH-ES');
    const sealingKey = { ...(await exportJWK(sealingPublic)), kty: 'EC' };
    const record = sampleRecord(key.thumbprint);
    record.identity.cid = '12345';
    const sealing = sealRecord({ record, sealingKey, deviceKey: key });
    const refusal = await sealing.catch((thrown: unknown) => thrown);
    expect(refusal).toMatchObject({ code: 'RECORD_NOT_SAVED', details: { field: 'identity.cid' } });
    expect(refusal).not.toHaveProperty('cause');
  });
});

describe('a DPoP proof', () => {
  it('names method, address without query, time and its own id', async () => {
    const url = 'https://centre.example/v1/records/1?x=1#y';
    const jwt = await dpopProof({ key, method: 'PUT', url, now: now(), jti: 'once' });
    const { payload, protectedHeader } = await jwtVerify(jwt, EmbeddedJWK, { typ: 'dpop+jwt' });
    expect(protectedHeader.jwk).toEqual(key.publicJwk);
    expect(payload).toEqual({
      htm: 'PUT',
      htu: 'https://centre.example/v1/records/1',
      jti: 'once',
      iat: Math.floor(now().getTime() / 1000),
    });
  });
});

describe('a DPoP proof for a call with an access token', () => {
  it('names the token and the nonce of the centre', async () => {
    const request = { key, method: 'GET', url: 'https://centre.example/', now: now(), jti: 'once' };
    const jwt = await dpopProof({ ...request, nonce: 'n-1', accessToken: 'a.b.c' });
    const { payload } = await jwtVerify(jwt, EmbeddedJWK, { typ: 'dpop+jwt' });
    const ath = createHash('sha256').update('a.b.c').digest('base64url');
    expect(payload).toMatchObject({ nonce: 'n-1', ath });
  });
});

describe('the token register', () => {
  it('finds the token of a record, after a restart too', () => {
    const token = {
      tokenId: 't-1',
      recordId: 'r-1',
      level: '2.1',
      issuedAt: '2026-11-22T03:00:00.000Z',
      expiresAt: '2026-12-22T03:00:00.000Z',
    } as const;
    createTokenRegister(vault.db).add(token);
    vault = vault.reopen();
    const register = createTokenRegister(vault.db);
    expect(register.ofRecord('r-1')).toEqual({ ...token, status: 'issued' });
    expect(register.ofRecord('r-2')).toBeNull();
    const change = { tokenId: 't-1', level: '2.3', levelPending: null, callBack: false } as const;
    expect(register.update([{ ...change, status: 'confirmed' }])).toBe(true);
    expect(register.update([{ ...change, status: 'confirmed' }])).toBe(false);
    expect(register.ofRecord('r-1')).toMatchObject({ status: 'confirmed', level: '2.3' });
    expect(() => register.add({ ...token, tokenId: 't-2' })).toThrow('UNIQUE');
  });
});

function sampleRecord(deviceId: string): EnrollmentRecord {
  const at = '2026-11-22T03:00:00.000Z';
  const name = { prefix: 'นาย', first: 'ตัวอย่าง', middle: '', last: 'ทดสอบ' };
  const date = { year: 1990, month: 1, day: null };
  return {
    schema: 1,
    recordId: randomUUID(),
    createdAt: at,
    deviceId,
    hcode: '10867',
    operator: { id: 'op', name: 'สมใจ ใจดี' },
    consent: { version: '1', language: 'th', givenAt: at, channel: 'kiosk-screen' },
    identity: {
      layout: '0003',
      cid: '1101700207030',
      nameTh: name,
      nameEn: null,
      birthDate: date,
      sex: 'male',
      requestNumber: '1',
      issuer: 'ท้องถิ่นตัวอย่าง',
      issuerCode: '1',
      issueDate: date,
      expiryDate: { kind: 'lifetime' },
      address: { houseNo: '1', moo: '', trok: '', soi: '', road: '', tambon: '', amphoe: '', province: '' },
    },
    chip: { number: null, photoNumber: null },
    evidence: {
      reference: 'AAAA',
      probe: 'AAAA',
      keyFrames: [],
      comparison: { score: 0.8, threshold: 0.5, model: 'm', zone: 'accept' },
      liveness: { outcome: 'live', challenges: [], ms: 1 },
      operatorLook: { samePerson: true, noMaskOrPrint: true, at },
    },
    decision: { level: '2.1', levelPending: '2.3', rule: 'r', policyVersion: '2026-11' },
    token: { jws: 'a.b.c', transactionCode: '000042' },
  };
}
