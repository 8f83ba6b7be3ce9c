import { preAuthorizedCodeGrantIdentifier } from '@openid4vc/oauth2';
import { CENTRAL_ROUTES, CREDENTIAL_CONFIGURATION, CREDENTIAL_TYPE } from '../../contract/index.ts';

/** Credential issuer metadata (OpenID4VCI 1.0 s.12.2). */
export function credentialIssuerMetadata(url: string) {
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
export function authorizationServerMetadata(url: string) {
  return {
    issuer: url,
    token_endpoint: url + CENTRAL_ROUTES.claimToken.path,
    jwks_uri: url + CENTRAL_ROUTES.keys.path,
    grant_types_supported: [preAuthorizedCodeGrantIdentifier, 'refresh_token'],
    'pre-authorized_grant_anonymous_access_supported': true,
    token_endpoint_auth_methods_supported: ['none'],
    response_types_supported: [],
  };
}
