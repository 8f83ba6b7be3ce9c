import type { CENTRAL_ROUTES, ErrorBody } from '../../contract/index.ts';

type Example = {
  /** What is sent: JSON, or text of the media type. */
  body?: unknown;
  /** Media type of what is sent, where it is not JSON. */
  bodyType?: string;
  /** What a success brings. */
  response: unknown;
};

const AT = '2026-11-23T03:00:00.000Z';
const JWS = 'eyJhbGciOiJFUzI1NiJ9.eyJleGFtcGxlIjp0cnVlfQ.c2lnbmF0dXJl';
const RECORD_ID = '0d9f8c1e-6b3a-4c57-9a51-5f2f0c4b7e11';
const DEVICE_ID = 'NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs';
const KEY = {
  kty: 'EC',
  crv: 'P-256',
  x: 'f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU',
  y: 'x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0',
};
const SIGNING_KEY = { ...KEY, kid: DEVICE_ID, alg: 'ES256', use: 'sig' };
const TOTALS = { devices: 2, persons: 12, tokens: 13, confirmedTokens: 9 };
const HASH = '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08';

/** An invented call and answer of each route; a test checks them against the schemas. */
export const OPENAPI_EXAMPLES: Record<keyof typeof CENTRAL_ROUTES, Example> = {
  registerDevice: {
    body: { activationCode: 'q0Zt-example', publicKey: KEY, software: '0.1.0' },
    response: {
      deviceId: DEVICE_ID,
      deviceName: 'kiosk-1',
      facility: {
        hcode: '00000',
        nameTh: 'หน่วยบริการตัวอย่าง',
        nameEn: 'Example facility',
        province: 'ชลบุรี',
        amphoe: 'เมืองชลบุรี',
        region: 6,
      },
      now: AT,
    },
  },
  putRecord: { body: JWS, bodyType: 'application/jose', response: { receipt: JWS } },
  putRecords: {
    body: `${JWS}\n${JWS}`,
    bodyType: 'application/vnd.morprom.jose-lines',
    response: {
      answers: [
        { status: 201, receipt: JWS },
        { status: 422, error: { code: 'REQUEST_INVALID', details: { reason: 'signature' } } },
      ],
    },
  },
  deviceReport: { response: { device: TOTALS, facility: TOTALS, region: TOTALS, asOf: AT } },
  deviceToken: {
    bodyType: 'application/x-www-form-urlencoded',
    body: {
      grant_type: 'client_credentials',
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: JWS,
    },
    response: { access_token: JWS, token_type: 'DPoP', expires_in: 600 },
  },
  newDeviceKey: { body: { proof: JWS }, response: { keyId: DEVICE_ID } },
  auditReport: {
    body: { head: { seq: 41, hash: HASH }, anchor: { seq: 40, hash: HASH }, brokenAt: null },
    response: { taken: true, known: 41 },
  },
  tokenChanges: {
    response: {
      changes: [
        { tokenId: RECORD_ID, status: 'confirmed', level: '2.3', levelPending: null, callBack: false },
      ],
      cursor: 'MjAyNi0xMS0yMw',
    },
  },
  facilityKeys: { response: { keys: [SIGNING_KEY] } },
  claimToken: {
    bodyType: 'application/x-www-form-urlencoded',
    body: {
      grant_type: 'urn:ietf:params:oauth:grant-type:pre-authorized_code',
      'pre-authorized_code': JWS,
      tx_code: '482913',
    },
    response: { access_token: JWS, token_type: 'Bearer', expires_in: 300 },
  },
  nonce: { response: { c_nonce: 'rb5x2c.h6nTz0PZ3rVwJ5V0yq1n3A' } },
  credential: {
    body: { credential_configuration_id: 'morprom-identity-level', proofs: { jwt: [JWS] } },
    response: { credentials: [{ credential: `${JWS}~` }] },
  },
  statusList: { response: JWS },
  present: { body: { presentation: `${JWS}~${JWS}` }, response: { level: '2.3', checkedAt: AT } },
  nationalReport: {
    response: {
      national: TOTALS,
      regions: [
        { region: 6, totals: TOTALS },
        { region: 7, totals: null },
      ],
      asOf: AT,
    },
  },
  regionReport: {
    response: {
      region: 6,
      facilities: [
        { ...TOTALS, hcode: '00000', nameTh: 'หน่วยบริการตัวอย่าง', province: 'ชลบุรี', amphoe: 'เมืองชลบุรี' },
      ],
      asOf: AT,
    },
  },
  keys: { response: { keys: [SIGNING_KEY, { ...KEY, alg: 'ECDH-ES', use: 'enc' }], vouchers: [] } },
  health: { response: { status: 'ok', database: true } },
};

/** What a refusal looks like, by the first digit of its status. */
export const ERROR_EXAMPLES: Readonly<Record<string, ErrorBody>> = {
  4: { error: { code: 'REQUEST_INVALID', details: { reason: 'proof' } } },
  5: { error: { code: 'CENTRE_BUSY' } },
};
