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

const FACILITY = {
  ...{ hcode: '00000', nameTh: 'หน่วยบริการตัวอย่าง', province: 'ชลบุรี' },
  ...{ amphoe: 'เมืองชลบุรี', region: 6 },
};
const VIEWER = { name: 'region-6', scope: { kind: 'region', place: '6' } };

const CALL_BACK = {
  ...{ tokenId: 'kX2mP9qLr4TzV7wB', recordId: RECORD_ID, hcode: '00000', deviceName: 'kiosk-1' },
  ...{ enrolledAt: AT, addedAt: AT },
};
const DEVICE = {
  ...{ id: DEVICE_ID, name: 'kiosk-1', hcode: '00000', status: 'active', training: false },
  ...{ software: '0.1.0', registeredAt: AT, copiedAt: null },
};

/** An invented call and answer of each route; a test checks them against the schemas. */
const FACILITY_REPORT = {
  facility: { ...TOTALS, ...FACILITY },
  devices: [
    {
      ...{ deviceId: DEVICE_ID, name: 'kiosk-1', status: 'active', lastSeenAt: AT },
      ...{ persons: 12, tokens: 13, confirmedTokens: 9 },
    },
  ],
  operators: [{ operatorId: 'nurse-2', persons: 3, tokens: 13, confirmedTokens: 9 }],
  asOf: AT,
};

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
  ownFacility: { response: FACILITY_REPORT },
  deviceReport: { response: { device: TOTALS, facility: TOTALS, region: TOTALS, asOf: AT } },
  setUpFile: { body: { id: '6f0c1a52b7d94e3c8a1b2c3d4e5f6071' }, response: { sealedFile: JWS } },
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
      callBacks: [CALL_BACK],
      cursor: 'MjAyNi0xMS0yMw',
    },
  },
  settleCallBack: { response: { settled: true } },
  revokeToken: { body: { which: 'earlier', reason: 'replaced' }, response: { revoked: [RECORD_ID] } },
  listDevices: { response: { devices: [DEVICE] } },
  revokeDevice: { body: { reason: 'stolen' }, response: { revoked: true } },
  facilityKeys: { response: { keys: [SIGNING_KEY] } },
  claimToken: {
    bodyType: 'application/x-www-form-urlencoded',
    body: {
      grant_type: 'urn:ietf:params:oauth:grant-type:pre-authorized_code',
      'pre-authorized_code': JWS,
      tx_code: '482913',
    },
    response: { access_token: JWS, token_type: 'Bearer', expires_in: 300, refresh_token: JWS },
  },
  nonce: { response: { c_nonce: 'rb5x2c.h6nTz0PZ3rVwJ5V0yq1n3A' } },
  credential: {
    body: { credential_configuration_id: 'morprom-identity-level', proofs: { jwt: [JWS] } },
    response: { credentials: [{ credential: `${JWS}~` }] },
  },
  statusList: { response: JWS },
  askPresentation: {
    response: {
      transactionId: 'h6nTz0PZ3rVwJ5V0yq1n3A',
      request: {
        client_id: 'redirect_uri:https://id.example.go.th/v1/oid4vp/responses',
        response_type: 'vp_token',
        response_mode: 'direct_post',
        response_uri: 'https://id.example.go.th/v1/oid4vp/responses',
        nonce: 'V0yq1n3Ah6nTz0PZ3rVwJ5',
        state: 'wJ5V0yq1n3Ah6nTz0PZ3rV',
        dcql_query: '{"credentials":[…]}',
      },
    },
  },
  answerPresentation: {
    bodyType: 'application/x-www-form-urlencoded',
    body: { state: 'wJ5V0yq1n3Ah6nTz0PZ3rV', vp_token: `{"level":["${JWS}~${JWS}"]}` },
    response: { redirect_uri: 'https://id.example.go.th/verify#response_code=PZ3rVwJ5V0yq1n3Ah6nTz0' },
  },
  presentationResult: {
    body: { transactionId: 'h6nTz0PZ3rVwJ5V0yq1n3A', responseCode: 'PZ3rVwJ5V0yq1n3Ah6nTz0' },
    response: { level: '2.3', checkedAt: AT },
  },
  signInViewer: {
    body: { name: 'region-6', password: 'eight-words-or-so' },
    response: VIEWER,
  },
  signInWays: { response: { openId: true } },
  readViewer: { response: VIEWER },
  signOutViewer: { response: {} },
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
  facilityReport: { response: FACILITY_REPORT },
  reportSeries: {
    response: { points: [{ start: '2026-11-23', persons: 12, tokens: 13, confirmedTokens: 9 }], asOf: AT },
  },
  silentFacilities: {
    response: {
      facilities: [
        {
          ...{ hcode: '00000', nameTh: 'หน่วยบริการตัวอย่าง', province: 'ชลบุรี', region: 6, devices: 2 },
          ...{ lastSeenAt: AT, lastVisitDay: '2026-11-19', waitingRecords: 4, oldestWaitingAt: AT },
        },
      ],
      count: 1,
      asOf: AT,
    },
  },
  unconfirmedByFacility: {
    response: {
      facilities: [
        {
          ...{ hcode: '00000', nameTh: 'หน่วยบริการตัวอย่าง', province: 'ชลบุรี' },
          ...{ count: 12, oldestAt: AT },
        },
      ],
      asOf: AT,
    },
  },
  unconfirmedTokens: {
    response: {
      nameTh: 'หน่วยบริการตัวอย่าง',
      tokens: [{ tokenId: 'kX2mP9qLr4TzV7wB', level: '2.1', issuedAt: AT, expiresAt: AT }],
      count: 1,
      asOf: AT,
    },
  },
  reportedCallBacks: {
    response: {
      callBacks: [
        {
          ...{ tokenId: 'kX2mP9qLr4TzV7wB', hcode: '00000', nameTh: 'หน่วยบริการตัวอย่าง' },
          ...{ reason: 'card-not-normal', addedAt: AT },
        },
      ],
      count: 1,
      asOf: AT,
    },
  },
  visitHours: {
    response: {
      hours: [{ weekday: 1, hour: 9, visits: 14 }],
      openDays: [{ weekday: 1, days: 4 }],
      asOf: AT,
    },
  },
  citizenNames: {
    body: { tokenIds: ['kX2mP9qLr4TzV7wB'] },
    response: { names: [{ tokenId: 'kX2mP9qLr4TzV7wB', name: 'นางสาวตัวอย่าง ทดสอบ' }] },
  },
  keys: { response: { keys: [SIGNING_KEY, { ...KEY, alg: 'ECDH-ES', use: 'enc' }], vouchers: [] } },
  health: { response: { status: 'ok', database: true } },
};

/** What a refusal looks like, by the first digit of its status. */
export const ERROR_EXAMPLES: Readonly<Record<string, ErrorBody>> = {
  4: { error: { code: 'REQUEST_INVALID', details: { reason: 'proof' } } },
  5: { error: { code: 'CENTRE_BUSY' } },
};
