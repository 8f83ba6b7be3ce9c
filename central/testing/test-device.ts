import { createHash, randomUUID } from 'node:crypto';
import {
  CompactEncrypt,
  CompactSign,
  calculateJwkThumbprint,
  exportJWK,
  type GenerateKeyPairResult,
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
  tokenKeyId,
} from '../../contract/index.ts';
import { demoFacility, makeNonce } from '../devices/index.ts';
import type { TestCentre } from './test-centre.ts';
import { makeRecord, type RecordOptions } from './test-record.ts';

export type DeviceOptions = { facility?: Facility; training?: boolean };
export type ProofChanges = {
  method?: string;
  url?: string;
  iat?: number;
  jti?: string;
  nonce?: string;
  /** The access token that the proof names. */
  accessToken?: string;
};
type VisitOptions = Partial<RecordOptions> & { validForSeconds?: number; token?: Partial<ProvisionalToken> };
export type SentRecord = { sealed: SealedRecord; tokenId: string; tokenJws: string; status: number };
export type TestDevice = Awaited<ReturnType<typeof createTestDevice>>;

/** A device as the centre sees one: a key, a provisioning file, and HTTP. Registered unless `register` is false. */
export async function createTestDevice(
  centre: TestCentre,
  options: DeviceOptions & { register?: boolean; keyPair?: GenerateKeyPairResult } = {},
) {
  const { facility = demoFacility, training = false, register = true } = options;
  const { privateKey, publicKey } =
    options.keyPair ?? (await generateKeyPair('ES256', { extractable: true }));
  const publicJwk = await exportJWK(publicKey);
  const id = await calculateJwkThumbprint(publicJwk);
  const { provisioning } = await centre.provisionDevice({
    ...{ facility, training },
    deviceName: 'test device',
    staff: [],
    policyVersion: '2026-1',
  });

  const signProof = (method: string, path: string, changes: ProofChanges = {}): Promise<string> =>
    new SignJWT({
      htm: changes.method ?? method,
      htu: changes.url ?? centre.url + path.split('?')[0],
      iat: changes.iat ?? Math.floor(centre.now().getTime() / 1000),
      jti: changes.jti ?? randomUUID(),
      nonce: changes.nonce ?? makeNonce(centre.keys, 'dpop', centre.now()),
      ...(changes.accessToken !== undefined && {
        ath: createHash('sha256').update(changes.accessToken).digest('base64url'),
      }),
    })
      .setProtectedHeader({ alg: 'ES256', typ: 'dpop+jwt', jwk: publicJwk })
      .sign(privateKey);

  /** A proof for a call with the device's access token. */
  const proof = async (method: string, path: string, changes: ProofChanges = {}): Promise<string> =>
    signProof(method, path, { accessToken: await accessToken(), ...changes });

  const assertion = (link: { from: string | null; to: string }, claims: object = {}): Promise<string> =>
    new SignJWT({ chain: link, ...claims })
      .setProtectedHeader({ alg: 'ES256' })
      .setIssuer(id)
      .setSubject(id)
      .setAudience(centre.url)
      .setJti(randomUUID())
      .setExpirationTime(Math.floor(centre.now().getTime() / 1000) + 60)
      .sign(privateKey);

  const askToken = async (
    changes: { proof?: ProofChanges; assertion?: string; chain?: { from: string | null; to: string } } = {},
  ): Promise<Response> =>
    fetch(`${centre.url}/v1/devices/token`, {
      method: 'POST',
      headers: { dpop: await signProof('POST', '/v1/devices/token', changes.proof) },
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
        client_assertion: changes.assertion ?? (await assertion(changes.chain ?? nextLink())),
      }),
    });

  let lastLink: string | null = null;
  const nextLink = () => {
    const from = lastLink;
    lastLink = randomUUID();
    return { from, to: lastLink };
  };

  let known: { token: string; until: number } | null = null;
  const accessToken = async (): Promise<string> => {
    if (known === null || known.until < centre.now().getTime()) {
      const { access_token: token } = (await (await askToken()).json()) as { access_token?: string };
      if (token === undefined) return 'none';
      known = { token, until: centre.now().getTime() + 500_000 };
    }
    return known.token;
  };

  const call = async (
    method: string,
    path: string,
    init: { body?: string; type?: string; dpop?: string; authorization?: string } = {},
  ) => {
    const { body, type = 'application/json', dpop = await proof(method, path) } = init;
    const { authorization = `DPoP ${await accessToken()}` } = init;
    return fetch(centre.url + path, {
      method,
      headers: { dpop, authorization, ...(body === undefined ? {} : { 'content-type': type }) },
      ...(body === undefined ? {} : { body }),
    });
  };

  const registerWith = async ({ activationCode }: Pick<Provisioning, 'activationCode'>): Promise<Response> =>
    call('POST', '/v1/devices', {
      dpop: await signProof('POST', '/v1/devices'),
      authorization: '',
      body: JSON.stringify({ activationCode, publicKey: publicJwk, software: 'test' }),
    });

  const signToken = (claims: ProvisionalToken): Promise<string> =>
    new CompactSign(Buffer.from(JSON.stringify(claims)))
      .setProtectedHeader({ alg: 'ES256', typ: PROVISIONAL_TOKEN_TYPE, kid: tokenKeyId(id) })
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
    const { levelPending = null } = rest;
    const iat = Math.floor(centre.now().getTime() / 1000);
    const hcode = rest.hcode ?? facility.hcode;
    const tokenJws = await signToken({
      ...{ fac: hcode, sub: 'pseudonym', lvl: level, pol: '2026-1' },
      ...(levelPending !== null && { pnd: levelPending }),
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
    privateKey,
    provisioning,
    proof,
    signProof,
    assertion,
    askToken,
    accessToken,
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
