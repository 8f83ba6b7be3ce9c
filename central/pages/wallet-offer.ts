/** The contract's names; the contract itself needs a library that the page does without. */
export const PRE_AUTHORIZED_GRANT = 'urn:ietf:params:oauth:grant-type:pre-authorized_code';
export const CREDENTIAL_CONFIGURATION = 'morprom-identity-level';

/**
 * What the QR's token means to any wallet: a credential offer (OpenID4VCI 1.0 s.4.1) that can be made without asking the
 * centre. Of no use without the code on the slip.
 */
export function credentialOfferLink(issuer: string, token: string): string {
  const offer = {
    credential_issuer: issuer,
    credential_configuration_ids: [CREDENTIAL_CONFIGURATION],
    grants: {
      [PRE_AUTHORIZED_GRANT]: {
        'pre-authorized_code': token,
        tx_code: { input_mode: 'numeric' },
      },
    },
  };
  return `openid-credential-offer://?${new URLSearchParams({ credential_offer: JSON.stringify(offer) })}`;
}
