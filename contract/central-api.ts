import { z } from 'zod';
import { auditReportResponseSchema, auditReportSchema } from './audit-report.ts';
import { deviceEntrySchema, facilitySchema, publicJwkSchema } from './device.ts';
import { ERRORS, type ErrorCode } from './errors.ts';
import {
  citizenNamesQuerySchema,
  citizenNamesSchema,
  deviceReportSchema,
  facilityReportSchema,
  nationalReportSchema,
  regionReportSchema,
  reportedCallBacksSchema,
  seriesSchema,
  silentFacilitiesSchema,
  unconfirmedBySchema,
  unconfirmedTokensSchema,
  viewerSchema,
  viewerSignInSchema,
  visitHoursSchema,
} from './report.ts';
import { tokenChangesSchema } from './token.ts';

/**
 * The centre's HTTP API. Calls of a device carry an access token bound to its key (`cnf.jkt`) and a DPoP proof by
 * that key (RFC 9449): `{typ: "dpop+jwt", jwk}`, `{htm, htu, iat, jti, nonce, ath}`. Only registration and the
 * token endpoint do without the access token. The thumbprint (RFC 7638) of a device's first key is the device id.
 */

const errorCodes = Object.keys(ERRORS) as [ErrorCode, ...ErrorCode[]];

/** Body of every answer that is not a success. */
export const errorBodySchema = z.object({
  error: z.object({
    code: z.enum(errorCodes),
    details: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
  }),
});
export type ErrorBody = z.infer<typeof errorBodySchema>;

export const registerDeviceRequestSchema = z.object({
  activationCode: z.string().min(1).max(200),
  publicKey: publicJwkSchema,
  software: z.string().max(100),
});
export type RegisterDeviceRequest = z.infer<typeof registerDeviceRequestSchema>;

export const registerDeviceResponseSchema = z.object({
  deviceId: z.string(),
  deviceName: z.string(),
  facility: facilitySchema,
  /** The centre's clock, ISO 8601 UTC. */
  now: z.iso.datetime(),
});
export type RegisterDeviceResponse = z.infer<typeof registerDeviceResponseSchema>;

export const setUpRequestSchema = z.object({ id: z.string().regex(/^[0-9a-f]{32}$/) });
export const setUpResponseSchema = z.object({ sealedFile: z.string() });

/**
 * Answer to a delivered record: 201 when it is new, 409 when the centre holds the very same one already.
 * Both carry the receipt and both are success.
 */
export const recordResponseSchema = z.object({ receipt: z.string() });
export type RecordResponse = z.infer<typeof recordResponseSchema>;

/** What became of one record of a batch: `status` and content are those that it would have had alone. */
export const recordAnswerSchema = z.union([
  z.object({ status: z.union([z.literal(201), z.literal(409)]), receipt: z.string() }),
  errorBodySchema.extend({ status: z.number().int() }),
]);
export type RecordAnswer = z.infer<typeof recordAnswerSchema>;

/** One answer for each line of the batch, in their order. */
export const recordsResponseSchema = z.object({ answers: z.array(recordAnswerSchema) });
export type RecordsResponse = z.infer<typeof recordsResponseSchema>;

/** OAuth's form of an error (RFC 6749 s.5.2), with the catalogue's code for pages that know it. */
export const oauthErrorSchema = z.object({
  error: z.string(),
  error_description: z.string(),
  code: z.enum(errorCodes),
  details: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
});
export type OauthError = z.infer<typeof oauthErrorSchema>;

export const accessTokenResponseSchema = z.object({
  access_token: z.string(),
  token_type: z.enum(['Bearer', 'DPoP']),
  /** Seconds. */
  expires_in: z.number().int(),
  /** For holders: good for a new access token as long as the token itself is. */
  refresh_token: z.string().optional(),
});
export type AccessTokenResponse = z.infer<typeof accessTokenResponseSchema>;

/** OpenID4VCI 1.0 s.6.1: the pre-authorized code is the provisional token itself. */
export const claimTokenRequestSchema = z.discriminatedUnion('grant_type', [
  z.object({
    grant_type: z.literal('urn:ietf:params:oauth:grant-type:pre-authorized_code'),
    'pre-authorized_code': z.string().max(2000),
    tx_code: z.string().max(10).optional(),
  }),
  z.object({ grant_type: z.literal('refresh_token'), refresh_token: z.string().max(2000) }),
]);

/** OpenID4VCI 1.0 s.8.2 */
export const credentialRequestSchema = z.object({
  credential_configuration_id: z.string().max(100),
  proofs: z.object({ jwt: z.array(z.string().max(2000)).length(1) }),
});

/** OpenID4VCI 1.0 s.8.3 */
export const credentialResponseSchema = z.object({
  credentials: z.array(z.object({ credential: z.string() })),
});

/** OpenID4VCI 1.0 s.7.2 */
export const nonceResponseSchema = z.object({ c_nonce: z.string() });

/** What the verifier page asks of a wallet (OpenID4VP 1.0 s.5): parameters of the authorization request, and the page's own key to the result. */
export const askPresentationResponseSchema = z.object({
  transactionId: z.string(),
  request: z.record(z.string(), z.string()),
});
export type AskPresentationResponse = z.infer<typeof askPresentationResponseSchema>;

/** A wallet's answer by `direct_post` (OpenID4VP 1.0 s.8.2). */
export const walletAnswerSchema = z.object({
  state: z.string().max(100),
  /** JSON: for each credential that was asked for its presentations (s.8.1). */
  vp_token: z.string().max(10_000),
});
export const walletAnswerResponseSchema = z.object({ redirect_uri: z.url() });

export const presentationResultRequestSchema = z.object({
  transactionId: z.string().max(100),
  responseCode: z.string().max(100),
});
/** What a verifier learns from a presentation: the level and nothing of the person. */
export const presentationResultSchema = z.object({ level: z.string(), checkedAt: z.iso.datetime() });
export type PresentationResult = z.infer<typeof presentationResultSchema>;

/** A facility revokes a token, or the earlier ones of the same person, for one of few reasons: free text might name somebody. */
export const revokeTokenRequestSchema = z.object({
  which: z.enum(['this', 'earlier']).default('this'),
  reason: z.enum(['asked-by-holder', 'issued-by-mistake', 'replaced']),
});

/** RFC 7523: a device asks for an access token with an assertion by its key; `chain` tells copies of a disk apart. */
export const deviceTokenRequestSchema = z.object({
  grant_type: z.literal('client_credentials'),
  client_assertion_type: z.literal('urn:ietf:params:oauth:client-assertion-type:jwt-bearer'),
  client_assertion: z.string().max(2000),
});

export const newDeviceKeyRequestSchema = z.object({
  /** JWS by the new key, `typ` NEW_KEY_TYPE, `jwk` in the header: `{aud, sub: device id, iat}`. */
  proof: z.string().max(2000),
});

export const jwksSchema = z.object({ keys: z.array(publicJwkSchema) });

/** Current and former keys, and by which former key each new one was vouched for (`CENTRE_KEY_VOUCHER_TYPE`). */
export const centreKeysSchema = jwksSchema.extend({ vouchers: z.array(z.string()) });
export type PublishedCentreKeys = z.infer<typeof centreKeysSchema>;

export const healthSchema = z.object({ status: z.enum(['ok', 'degraded']), database: z.boolean() });

/** Method, path and schemas of each route: the one list that server, client and OpenAPI share. */
export const CENTRAL_ROUTES = {
  registerDevice: {
    method: 'POST',
    path: '/v1/devices',
    body: registerDeviceRequestSchema,
    response: registerDeviceResponseSchema,
  },
  /** The provisioning file that waits for a set-up code (`openSetUpCode`): JWE, `dir` and A256GCM. */
  setUpFile: { method: 'POST', path: '/v1/set-up', body: setUpRequestSchema, response: setUpResponseSchema },
  /** Body: the sealed record's JWS as `application/jose`; `Idempotency-Key`: the record id. */
  putRecord: { method: 'PUT', path: '/v1/records/:recordId', response: recordResponseSchema },
  /** Body: one sealed record's JWS a line, as `JOSE_LINES_CONTENT_TYPE`. Each record stands by itself. */
  putRecords: { method: 'POST', path: '/v1/records', response: recordsResponseSchema },
  deviceReport: { method: 'GET', path: '/v1/devices/me/report', response: deviceReportSchema },
  ownFacility: { method: 'GET', path: '/v1/devices/me/facility', response: facilityReportSchema },
  deviceToken: {
    method: 'POST',
    path: '/v1/devices/token',
    body: deviceTokenRequestSchema,
    response: accessTokenResponseSchema,
  },
  newDeviceKey: {
    method: 'POST',
    path: '/v1/devices/me/keys',
    body: newDeviceKeyRequestSchema,
    response: z.object({ keyId: z.string() }),
  },
  /** The head of the device's audit log: with it the centre sees a chain that was cut or written anew. */
  auditReport: {
    method: 'POST',
    path: '/v1/devices/me/audit',
    body: auditReportSchema,
    response: auditReportResponseSchema,
  },
  tokenChanges: { method: 'GET', path: '/v1/devices/me/tokens', response: tokenChangesSchema },
  settleCallBack: {
    method: 'POST',
    path: '/v1/devices/me/call-backs/:tokenId/settlement',
    response: z.object({ settled: z.boolean() }),
  },
  /** With the token of the ministry's tools; not there when none is set. */
  listDevices: {
    method: 'GET',
    path: '/v1/devices',
    response: z.object({ devices: z.array(deviceEntrySchema) }),
  },
  revokeDevice: {
    method: 'POST',
    path: '/v1/devices/:deviceId/revocation',
    body: z.object({ reason: z.string().min(1).max(200) }),
    response: z.object({ revoked: z.boolean() }),
  },
  revokeToken: {
    method: 'POST',
    path: '/v1/devices/me/tokens/:tokenId/revocation',
    body: revokeTokenRequestSchema,
    response: z.object({ revoked: z.array(z.string()) }),
  },
  /** Keys of a facility's devices: with them anybody checks its provisional tokens. */
  facilityKeys: { method: 'GET', path: '/v1/facilities/:hcode/jwks.json', response: jwksSchema },
  claimToken: {
    method: 'POST',
    path: '/v1/oid4vci/token',
    body: claimTokenRequestSchema,
    response: accessTokenResponseSchema,
  },
  nonce: { method: 'POST', path: '/v1/oid4vci/nonce', response: nonceResponseSchema },
  credential: {
    method: 'POST',
    path: '/v1/oid4vci/credential',
    body: credentialRequestSchema,
    response: credentialResponseSchema,
  },
  statusList: { method: 'GET', path: '/v1/status-lists/:list', response: z.string() },
  askPresentation: {
    method: 'POST',
    path: '/v1/oid4vp/requests',
    response: askPresentationResponseSchema,
  },
  answerPresentation: {
    method: 'POST',
    path: '/v1/oid4vp/responses',
    body: walletAnswerSchema,
    response: walletAnswerResponseSchema,
  },
  presentationResult: {
    method: 'POST',
    path: '/v1/oid4vp/results',
    body: presentationResultRequestSchema,
    response: presentationResultSchema,
  },
  signInViewer: {
    method: 'POST',
    path: '/v1/session',
    body: viewerSignInSchema,
    response: viewerSchema,
  },
  /** Whether there is a sign-in by OpenID Connect beside that by password. */
  signInWays: { method: 'GET', path: '/v1/session/ways', response: z.object({ openId: z.boolean() }) },
  readViewer: { method: 'GET', path: '/v1/session', response: viewerSchema },
  signOutViewer: { method: 'DELETE', path: '/v1/session', response: z.object({}) },
  nationalReport: { method: 'GET', path: '/v1/reports/regions', response: nationalReportSchema },
  regionReport: { method: 'GET', path: '/v1/reports/regions/:region', response: regionReportSchema },
  facilityReport: { method: 'GET', path: '/v1/reports/facilities/:hcode', response: facilityReportSchema },
  reportSeries: { method: 'GET', path: '/v1/reports/series', response: seriesSchema },
  silentFacilities: { method: 'GET', path: '/v1/reports/silent', response: silentFacilitiesSchema },
  unconfirmedTokens: { method: 'GET', path: '/v1/reports/unconfirmed', response: unconfirmedTokensSchema },
  unconfirmedByFacility: { method: 'GET', path: '/v1/reports/unconfirmed-by', response: unconfirmedBySchema },
  reportedCallBacks: { method: 'GET', path: '/v1/reports/call-backs', response: reportedCallBacksSchema },
  visitHours: { method: 'GET', path: '/v1/reports/hours', response: visitHoursSchema },
  /** A POST, so that no name is asked for by an address; each look is audited. */
  citizenNames: {
    method: 'POST',
    path: '/v1/reports/names',
    body: citizenNamesQuerySchema,
    response: citizenNamesSchema,
  },
  keys: { method: 'GET', path: '/.well-known/jwks.json', response: centreKeysSchema },
  health: { method: 'GET', path: '/healthz', response: healthSchema },
} as const;

export const JOSE_CONTENT_TYPE = 'application/jose';
/** Clocks of kiosk and centre may differ by so much (RFC 9449 s.11.1). */
export const CLOCK_TOLERANCE_SECONDS = 300;
export const MAX_RECORD_BYTES = 2_000_000;
export const JOSE_LINES_CONTENT_TYPE = 'application/vnd.morprom.jose-lines';
export const MAX_BATCH_RECORDS = 64;
/** Of a whole batch; a larger record goes by itself. */
export const MAX_BATCH_BYTES = 2_000_000;
