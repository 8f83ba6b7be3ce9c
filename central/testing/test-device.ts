import { createHash, randomUUID } from 'node:crypto';
import {
  CompactEncrypt,
  CompactSign,
  calculateJwkThumbprint,
  exportJWK,
  generateKeyPair,
  importJWK,
  type JWK,
  SignJWT,
} from 'jose';
import {
  type Facility,
  JOSE_CONTENT_TYPE,
  PROVISIONAL_TOKEN_TYPE,
  type ProvisionalToken,
  type Provisioning,
  SEALED_RECORD_TYPE,
  type SealedRecord,
} from '../../contract/index.ts';
import { demoFacility } from '../devices/index.ts';
import type { TestCentre } from './test-centre.ts';
import { makeRecord, type RecordOptions } from './test-record.ts';

export type DeviceOptions = { facility?: Facility; training?: boolean };
export type ProofChanges = { method?: string; url?: string; iat?: number; jti?: string; alg?: string };
type VisitOptions = Partial<RecordOptions> & { validForSeconds?: number; token?: Partial<ProvisionalToken> };
export type SentRecord = { sealed: SealedRecord; tokenId: string; tokenJws: string; status: number };
export type TestDevice = Awaited<ReturnType<typeof createTestDevice>>;

/** A device as the centre sees one: a key, a provisioning file, and HTTP. Registered unless `register` is false. */
export async function createTestDevice(
  centre: TestCentre,
  options: DeviceOptions & { register?: boolean } = {},
) {
  const { facility = demoFacility, training = false, register = true } = options;
  const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
  const publicJwk = await exportJWK(publicKey);
  const id = await calculateJwkThumbprint(publicJwk);
  const { provisioning } = await centre.provisionDevice({
    ...{ facility, training },
    deviceName: 'test device',
    staff: [],
    policyVersion: '2026-1',
  });

  const proof = (method: string, path: string, changes: ProofChanges = {}): Promise<string> =>
    new SignJWT({
      htm: changes.method ?? method,
      htu: changes.url ?? centre.url + path,
      iat: changes.iat ?? Math.floor(Date.now() / 1000),
      jti: changes.jti ?? randomUUID(),
    })
      .setProtectedHeader({ alg: 'ES256', typ: 'dpop+jwt', jwk: publicJwk })
      .sign(privateKey);

  const call = async (
    method: string,
    path: string,
    init: { body?: string; type?: string; dpop?: string } = {},
  ) => {
    const { body, type = 'application/json', dpop = await proof(method, path) } = init;
    return fetch(centre.url + path, {
      method,
      headers: { dpop, ...(body === undefined ? {} : { 'content-type': type }) },
      ...(body === undefined ? {} : { body }),
    });
  };

  const registerWith = ({ activationCode }: Pick<Provisioning, 'activationCode'>): Promise<Response> =>
    call('POST', '/v1/devices', {
      body: JSON.stringify({ activationCode, publicKey: publicJwk, software: 'test' }),
    });

  const signToken = (claims: ProvisionalToken): Promise<string> =>
    new CompactSign(Buffer.from(JSON.stringify(claims)))
      .setProtectedHeader({ alg: 'ES256', typ: PROVISIONAL_TOKEN_TYPE, kid: id })
      .sign(privateKey);

  /** Seals any content as if it were a record. */
  const seal = async (recordId: string, content: object): Promise<SealedRecord> => {
    const { sealingKey } = provisioning.centre;
    const jwe = await new CompactEncrypt(Buffer.from(JSON.stringify(content)))
      .setProtectedHeader({ alg: 'ECDH-ES', enc: 'A256GCM', kid: sealingKey.kid ?? '' })
      .encrypt(await importJWK(sealingKey as JWK));
    return { recordId, createdAt: new Date().toISOString(), ...(await sign(recordId, jwe)) };
  };

  const sign = async (recordId: string, jwe: string) => {
    const jws = await new CompactSign(Buffer.from(jwe))
      .setProtectedHeader({ alg: 'ES256', typ: SEALED_RECORD_TYPE, kid: id, rid: recordId })
      .sign(privateKey);
    return { jws, sha256: createHash('sha256').update(jws).digest('base64url') };
  };

  const put = (recordId: string, jws: string, dpop?: string): Promise<Response> =>
    call('PUT', `/v1/records/${recordId}`, {
      body: jws,
      type: JOSE_CONTENT_TYPE,
      ...(dpop === undefined ? {} : { dpop }),
    });

  /** A visit that ended well: the token and the sealed record, not sent yet. */
  const enroll = async (visit: VisitOptions = {}) => {
    const { recordId = randomUUID(), level = '2.1', validForSeconds = 86_400, token, ...rest } = visit;
    const iat = Math.floor(centre.now().getTime() / 1000);
    const hcode = rest.hcode ?? facility.hcode;
    const tokenJws = await signToken({
      ...{ iss: id, fac: hcode, sub: 'pseudonym', lvl: level, pol: '2026-1' },
      ...{ jti: randomUUID(), iat, exp: iat + validForSeconds },
      ...token,
    });
    const tokenId = JSON.parse(Buffer.from(tokenJws.split('.')[1] ?? '', 'base64url').toString())
      .jti as string;
    const record = makeRecord({ deviceId: id, tokenJws, ...rest, hcode, recordId, level });
    return { record, tokenId, tokenJws, sealed: await seal(recordId, record) };
  };

  /** The same, delivered. */
  const enrollAndSend = async (visit: VisitOptions = {}): Promise<SentRecord> => {
    const { sealed, tokenId, tokenJws } = await enroll(visit);
    const { status } = await put(sealed.recordId, sealed.jws);
    return { sealed, tokenId, tokenJws, status };
  };

  if (register) await registerWith(provisioning);
  return {
    id,
    publicJwk,
    provisioning,
    proof,
    call,
    registerWith,
    signToken,
    seal,
    sign,
    put,
    enroll,
    enrollAndSend,
  };
}
