import { createHash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { jwtVerify } from 'jose';
import { z } from 'zod';
import { KioskError } from '../../contract/index.ts';
import type { CentreContext } from '../context.ts';
import { type DeviceProof, verifyDeviceProof } from './device-proof.ts';
import { assertInUse, type Device, findDevice } from './find-device.ts';
import { rememberProof } from './proof-replay.ts';
import { isFreshNonce } from './server-nonce.ts';

/** `typ` of an access token (RFC 9068). */
export const ACCESS_TOKEN_TYPE = 'at+jwt';
/** `scope` of the tokens that devices get. */
export const DEVICE_SCOPE = 'device';

const authenticated = new WeakMap<FastifyRequest, Device>();

/**
 * `onRequest` hook: lets only registered devices in, by an access token bound to their key and a DPoP proof that is
 * good once (RFC 9449 s.7). It runs before the body is read.
 *
 * @throws DEVICE_UNKNOWN, DEVICE_REVOKED, CLOCK_WRONG, REQUEST_INVALID {reason: 'proof' | 'proof-nonce' |
 * 'proof-replayed' | 'access-token'}
 */
export function authenticateDevice(context: CentreContext) {
  return async (request: FastifyRequest): Promise<void> => {
    const proof = await proofOf(context, request);
    const device = await findDevice(context.db, proof.keyId);
    assertInUse(device, proof.keyId);
    await verifyAccessToken(context, request.headers.authorization, proof);
    await takeProof(context, proof);
    authenticated.set(request, device);
  };
}

/** The DPoP proof of a request, checked but for its nonce and its replay. */
export function proofOf({ url, now }: CentreContext, request: FastifyRequest): Promise<DeviceProof> {
  return verifyDeviceProof(request.headers.dpop, {
    method: request.method,
    url: url + request.url,
    now: now(),
  });
}

/** Uses a proof up. @throws REQUEST_INVALID {reason: 'proof-nonce' | 'proof-replayed'} */
export async function takeProof({ db, keys, now }: CentreContext, proof: DeviceProof): Promise<void> {
  if (!isFreshNonce(keys, 'dpop', proof.nonce, now())) throw refused('proof-nonce');
  if (!(await rememberProof(db, proof, now()))) throw refused('proof-replayed');
}

const accessTokenSchema = z.object({
  scope: z.literal(DEVICE_SCOPE),
  cnf: z.object({ jkt: z.string() }),
});

/** The token must be the centre's own, bound to the key of the proof, and the proof must name it (`ath`). */
async function verifyAccessToken(
  { keys, url, now }: CentreContext,
  authorization: string | undefined,
  proof: DeviceProof,
): Promise<void> {
  const token = /^DPoP ([\w.-]+)$/.exec(authorization ?? '')?.[1];
  if (token === undefined) throw refused('access-token');
  if (createHash('sha256').update(token).digest('base64url') !== proof.ath) throw refused('proof');
  try {
    const { payload } = await jwtVerify(token, ({ kid }) => keys.publicKeyOf(kid), {
      typ: ACCESS_TOKEN_TYPE,
      algorithms: ['ES256'],
      audience: url,
      issuer: url,
      currentDate: now(),
    });
    if (accessTokenSchema.parse(payload).cnf.jkt !== proof.keyId) throw new Error('bound to another key');
  } catch (cause) {
    throw refused('access-token', cause);
  }
}

/** The device that `authenticateDevice` let in. */
export function deviceOf(request: FastifyRequest): Device {
  const device = authenticated.get(request);
  if (device === undefined) throw new Error('The route lacks the authenticateDevice hook.');
  return device;
}

const refused = (reason: string, cause?: unknown): KioskError =>
  new KioskError('REQUEST_INVALID', { reason }, { cause });
