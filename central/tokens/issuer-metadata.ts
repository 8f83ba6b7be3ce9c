import { CENTRAL_ROUTES, CREDENTIAL_CONFIGURATION, CREDENTIAL_TYPE } from '../../contract/index.ts';

const PRE_AUTHORIZED = 'urn:ietf:params:oauth:grant-type:pre-authorized_code';

/** Credential issuer metadata (OpenID4VCI 1.0 s.12.2). */
export function issuerMetadata(url: string) {
  return {
    credential_issuer: url,
    credential_endpoint: url + CENTRAL_ROUTES.credential.path,
    nonce_endpoint: url + CENTRAL_ROUTES.nonce.path,
    display: [
      { name: 'หมอพร้อมดิจิทัลไอดี', locale: 'th' },
      { name: 'Mor Prom Digital ID', locale: 'en' },
    ],
    credential_configurations_supported: {
      [CREDENTIAL_CONFIGURATION]: {
        format: 'dc+sd-jwt',
        vct: CREDENTIAL_TYPE,
        cryptographic_binding_methods_supported: ['jwk'],
        credential_signing_alg_values_supported: ['ES256'],
        proof_types_supported: { jwt: { proof_signing_alg_values_supported: ['ES256'] } },
        credential_metadata: {
          display: [
            { name: 'ระดับการพิสูจน์ตัวตน', locale: 'th' },
            { name: 'Identity assurance level', locale: 'en' },
          ],
          claims: [
            {
              path: ['level'],
              display: [
                { name: 'ระดับ', locale: 'th' },
                { name: 'Level', locale: 'en' },
              ],
            },
            { path: ['level_pending'] },
            { path: ['facility'] },
            { path: ['policy_version'] },
            { path: ['enrolled_at'] },
          ],
        },
      },
    },
  };
}

/** Authorization server metadata (RFC 8414). */
export function serverMetadata(url: string) {
  return {
    issuer: url,
    token_endpoint: url + CENTRAL_ROUTES.claimToken.path,
    jwks_uri: url + CENTRAL_ROUTES.keys.path,
    grant_types_supported: [PRE_AUTHORIZED, 'refresh_token'],
    'pre-authorized_grant_anonymous_access_supported': true,
    token_endpoint_auth_methods_supported: ['none'],
    response_types_supported: [],
  };
}

/** What the QR's token means to any wallet: a credential offer (OpenID4VCI 1.0 s.4.1) that can be made without asking the centre. */
export function credentialOffer(url: string, tokenJws: string, codeDigits: number) {
  return {
    credential_issuer: url,
    credential_configuration_ids: [CREDENTIAL_CONFIGURATION],
    grants: {
      [PRE_AUTHORIZED]: {
        'pre-authorized_code': tokenJws,
        tx_code: { input_mode: 'numeric', length: codeDigits },
      },
    },
  };
}
