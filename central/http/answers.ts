import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import {
  type ErrorBody,
  type ErrorCode,
  type ErrorReport,
  errorBodySchema,
  KioskError,
} from '../../contract/index.ts';
import { isDatabaseAway } from '../database/index.ts';

/** Schemas of the answers that are not a success, for a route's `schema.response`. */
export const errorResponses = { '4xx': errorBodySchema, '5xx': errorBodySchema } as const;

const STATUS: Partial<Record<ErrorCode, number>> = {
  CENTRE_BUSY: 503,
  CLOCK_WRONG: 401,
  DEVICE_UNKNOWN: 401,
  DEVICE_REVOKED: 403,
  PROVISIONING_INVALID: 403,
  TOKEN_UNKNOWN: 404,
  TOKEN_CODE_WRONG: 403,
  TOKEN_USED: 409,
  TOKEN_EXPIRED: 410,
  TOKEN_REVOKED: 410,
  TOKEN_TRAINING: 403,
  TOKEN_INVALID: 422,
  REPORT_SIGN_IN: 401,
  REPORT_SIGN_IN_WRONG: 403,
  REPORT_SIGN_IN_LOCKED: 403,
  REQUEST_INVALID: 422,
  INTERNAL: 500,
};

/** Where REQUEST_INVALID has a status of its own. */
const STATUS_BY_REASON: Record<string, number> = {
  'bad-request': 400,
  proof: 401,
  'proof-replayed': 401,
  'proof-nonce': 401,
  'access-token': 401,
  'not-found': 404,
  'too-large': 413,
  'media-type': 415,
  'too-often': 429,
};

/** Where the error does not say it better. */
const RETRY_AFTER_SECONDS = 5;

/** Answers with JSON that the database has written: it is sent as it is. The route's schema still describes it. */
export const sendWritten = (reply: FastifyReply, json: string): FastifyReply =>
  reply.type('application/json; charset=utf-8').send(json);

export function handleNotFound(_request: FastifyRequest, reply: FastifyReply): FastifyReply {
  return sendError(reply, new KioskError('REQUEST_INVALID', { reason: 'not-found' }));
}

/** What `handleError` would answer, for one of several things that a call carries. */
export function answerTo(thrown: unknown, log: FastifyRequest['log']): ErrorBody & { status: number } {
  const known = recognise(thrown as FastifyError | KioskError);
  if (known.code === 'INTERNAL') log.error({ err: thrown }, 'unforeseen error');
  return { status: statusOf(known), error: known.report() };
}

/** Turns whatever a route throws into an answer of the catalogue; only what nobody foresaw is logged as an error. */
export function handleError(error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const known = recognise(error);
  if (known.code === 'INTERNAL') request.log.error({ err: error }, 'unforeseen error');
  if (known.code === 'CENTRE_BUSY') request.log.warn({ cause: error.code ?? error.name }, 'busy');
  return sendError(reply, known);
}

export function recognise(error: FastifyError | KioskError): KioskError {
  if (error instanceof KioskError) return error;
  if (isDatabaseAway(error)) return new KioskError('CENTRE_BUSY', {}, { cause: error });
  const invalid = (reason: string) => new KioskError('REQUEST_INVALID', { reason }, { cause: error });
  if (hasZodFastifySchemaValidationErrors(error))
    return invalid(error.validation[0]?.instancePath ?? 'content');
  if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE') return invalid('too-large');
  if (error.code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') return invalid('media-type');
  if (error.statusCode !== undefined && error.statusCode < 500) return invalid('bad-request');
  return new KioskError('INTERNAL', {}, { cause: error });
}

function sendError(reply: FastifyReply, error: KioskError): FastifyReply {
  const status = statusOf(error);
  if (error.code === 'CENTRE_BUSY' || status === 429)
    reply.header('retry-after', error.details.retryAfterSeconds ?? RETRY_AFTER_SECONDS);
  // A viewer has no proof to bring: the page asks for name and password.
  if (status === 401 && error.code !== 'REPORT_SIGN_IN')
    reply.header('www-authenticate', `DPoP error="${challengeOf(error)}", algs="ES256"`);
  const report: ErrorReport = error.report();
  return reply.code(status).send({ error: report });
}

/** RFC 9449 s.7.1 and s.9: what the caller must bring. */
function challengeOf({ details }: KioskError): string {
  if (details.reason === 'proof-nonce') return 'use_dpop_nonce';
  return details.reason === 'access-token' ? 'invalid_token' : 'invalid_dpop_proof';
}

export function statusOf({ code, details }: KioskError): number {
  const byReason = code === 'REQUEST_INVALID' ? STATUS_BY_REASON[String(details.reason)] : undefined;
  return byReason ?? STATUS[code] ?? 500;
}
