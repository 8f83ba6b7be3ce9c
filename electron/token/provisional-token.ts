import { SignJWT } from 'jose';
import {
  type Level,
  PROVISIONAL_TOKEN_TYPE,
  type ProvisionalToken,
  tokenKeyId,
} from '../../contract/index.ts';
import type { DeviceKey } from './device-key.ts';

/** Times are ISO 8601 UTC, whole seconds. */
export type IssuedToken = { tokenId: string; jws: string; issuedAt: string; expiresAt: string };

type Input = {
  key: DeviceKey;
  /** hcode */
  facility: string;
  /** Pairwise pseudonym of the citizen. */
  pseudonym: string;
  level: Level;
  levelPending: Level | null;
  policyVersion: string;
  validDays: number;
  now: Date;
  randomId: () => string;
};

const DAY_SECONDS = 86_400;

/**
 * Signs a provisional token offline: JWS ES256, compact, small enough for a QR. It says nothing of who the citizen
 * is; `kid` says which device issued it.
 */
export async function issueProvisionalToken(input: Input): Promise<IssuedToken> {
  const issuedSeconds = Math.floor(input.now.getTime() / 1000);
  const claims: ProvisionalToken = {
    fac: input.facility,
    sub: input.pseudonym,
    lvl: input.level,
    ...(input.levelPending !== null && { pnd: input.levelPending }),
    pol: input.policyVersion,
    jti: input.randomId(),
    iat: issuedSeconds,
    exp: issuedSeconds + input.validDays * DAY_SECONDS,
  };
  const jws = await new SignJWT(claims)
    .setProtectedHeader({ alg: 'ES256', typ: PROVISIONAL_TOKEN_TYPE, kid: tokenKeyId(input.key.thumbprint) })
    .sign(input.key.privateKey);
  return { tokenId: claims.jti, jws, issuedAt: toIso(claims.iat), expiresAt: toIso(claims.exp) };
}

const toIso = (seconds: number): string => new Date(seconds * 1000).toISOString();
