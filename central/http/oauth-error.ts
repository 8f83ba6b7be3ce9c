import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { type ErrorCode, type KioskError, type OauthError, oauthErrorSchema } from '../../contract/index.ts';
import { recognise, statusOf } from './answers.ts';

/** Schemas of the answers that are not a success, for a route that speaks OAuth. */
export const oauthErrorResponses = { '4xx': oauthErrorSchema, '5xx': oauthErrorSchema } as const;

/** OAuth's words for the catalogue's (RFC 6749 s.5.2, RFC 9449 s.5 and s.8, OpenID4VCI 1.0 s.8.3.1). */
const OAUTH_ERROR: Partial<Record<ErrorCode, string>> = {
  CENTRE_BUSY: 'temporarily_unavailable',
  CLOCK_WRONG: 'invalid_dpop_proof',
  DEVICE_UNKNOWN: 'invalid_client',
  DEVICE_REVOKED: 'invalid_client',
  TOKEN_UNKNOWN: 'invalid_grant',
  TOKEN_CODE_WRONG: 'invalid_grant',
  TOKEN_USED: 'invalid_grant',
  TOKEN_EXPIRED: 'invalid_grant',
  TOKEN_REVOKED: 'invalid_grant',
  TOKEN_TRAINING: 'invalid_grant',
  TOKEN_INVALID: 'invalid_grant',
  INTERNAL: 'server_error',
};

const OAUTH_ERROR_BY_REASON: Record<string, string> = {
  proof: 'invalid_dpop_proof',
  'proof-replayed': 'invalid_dpop_proof',
  'proof-nonce': 'use_dpop_nonce',
  'client-assertion': 'invalid_client',
  'access-token': 'invalid_token',
  'holder-proof': 'invalid_proof',
  'holder-nonce': 'invalid_nonce',
  'credential-configuration': 'unknown_credential_configuration',
};

/** `errorHandler` of a route that standard clients call: the same errors, in OAuth's form. */
export function handleOauthError(
  thrown: FastifyError | KioskError,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const error = recognise(thrown);
  if (error.code === 'INTERNAL') request.log.error({ err: thrown }, 'unforeseen error');
  const name = nameOf(error);
  if (name === 'invalid_token') reply.header('www-authenticate', 'Bearer error="invalid_token"');
  const body: OauthError = {
    error: name,
    error_description: error.message,
    code: error.code,
    details: error.details,
  };
  return reply.code(oauthStatus(error, name)).send(body);
}

function nameOf({ code, details }: KioskError): string {
  const byReason = code === 'REQUEST_INVALID' ? OAUTH_ERROR_BY_REASON[String(details.reason)] : undefined;
  return byReason ?? OAUTH_ERROR[code] ?? 'invalid_request';
}

/** OAuth answers 400 to nearly everything (RFC 6749 s.5.2). */
function oauthStatus(error: KioskError, name: string): number {
  if (name === 'invalid_client' || name === 'invalid_token') return 401;
  const status = statusOf(error);
  return status === 429 || status >= 500 ? status : 400;
}
