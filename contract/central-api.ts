import { z } from 'zod';
import { facilitySchema, publicJwkSchema } from './device.ts';
import { ERRORS, type ErrorCode } from './errors.ts';
import { deviceReportSchema, nationalReportSchema, regionReportSchema } from './report.ts';
import { tokenStatusSchema } from './token.ts';

/**
 * The centre's HTTP API. Calls of a device carry a DPoP proof (RFC 9449 s.4) by the device's key in the
 * `DPoP` header: `{typ: "dpop+jwt", jwk}`, `{htm, htu, iat, jti}`; its thumbprint (RFC 7638) is the device id.
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

/**
 * Answer to a delivered record: 201 when it is new, 409 when the centre holds the very same one already.
 * Both carry the receipt and both are success.
 */
export const recordResponseSchema = z.object({ receipt: z.string() });
export type RecordResponse = z.infer<typeof recordResponseSchema>;

export const claimRequestSchema = z.object({
  /** The provisional token, JWS compact, as the QR holds it. */
  token: z.string().max(2000),
  transactionCode: z.string().regex(/^\d{4,10}$/),
  /** The holder's proof of possession: JWS `{aud, nonce: jti, iat}` with `jwk` in the header. */
  proof: z.string().max(2000),
});
export type ClaimRequest = z.infer<typeof claimRequestSchema>;

export const claimResponseSchema = z.object({
  tokenId: z.string(),
  status: tokenStatusSchema,
  confirmedAt: z.iso.datetime(),
});
export type ClaimResponse = z.infer<typeof claimResponseSchema>;

export const centreKeysSchema = z.object({ keys: z.array(publicJwkSchema) });

export const healthSchema = z.object({ status: z.enum(['ok', 'degraded']), database: z.boolean() });

/** Method, path and schemas of each route: the one list that server, client and OpenAPI share. */
export const CENTRAL_ROUTES = {
  registerDevice: {
    method: 'POST',
    path: '/v1/devices',
    body: registerDeviceRequestSchema,
    response: registerDeviceResponseSchema,
  },
  /** Body: the sealed record's JWS as `application/jose`; `Idempotency-Key`: the record id. */
  putRecord: { method: 'PUT', path: '/v1/records/:recordId', response: recordResponseSchema },
  deviceReport: { method: 'GET', path: '/v1/devices/me/report', response: deviceReportSchema },
  claimToken: { method: 'POST', path: '/v1/claims', body: claimRequestSchema, response: claimResponseSchema },
  nationalReport: { method: 'GET', path: '/v1/reports/regions', response: nationalReportSchema },
  regionReport: { method: 'GET', path: '/v1/reports/regions/:region', response: regionReportSchema },
  keys: { method: 'GET', path: '/.well-known/jwks.json', response: centreKeysSchema },
  health: { method: 'GET', path: '/healthz', response: healthSchema },
} as const;

export const JOSE_CONTENT_TYPE = 'application/jose';
/** Clocks of kiosk and centre may differ by so much (RFC 9449 s.11.1). */
export const CLOCK_TOLERANCE_SECONDS = 300;
export const MAX_RECORD_BYTES = 2_000_000;
