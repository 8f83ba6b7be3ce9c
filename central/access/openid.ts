import { EncryptJWT, jwtDecrypt } from 'jose';
import * as client from 'openid-client';
import { z } from 'zod';
import { KioskError } from '../../contract/index.ts';
import type { CentreContext } from '../context.ts';

/** The sign-in of the ministry, or of another organisation that the centre believes. */
export type OpenIdSettings = {
  /** Issuer identifier (OpenID Connect Discovery 1.0 s.2). */
  issuer: string;
  clientId: string;
  clientSecret: string;
};

/** Where the provider sends people back to; it must know this address. */
export const RETURN_PATH = '/v1/session/openid/return';
/** People may have to find their telephone for a second factor. */
export const PENDING_SECONDS = 600;

const pendingSchema = z.object({
  ...{ state: z.string(), nonce: z.string(), verifier: z.string() },
  /** Which view of the report the person had asked for. */
  view: z.string(),
});
const claimsSchema = z.object({
  sub: z.string(),
  email: z.string().optional(),
  email_verified: z.boolean().optional(),
});

/** Authorization code flow with PKCE (OpenID Connect Core 1.0 s.3.1, RFC 7636); the library checks what comes back. */
export function createOpenIdSignIn({ url, keys, now }: CentreContext, settings: OpenIdSettings) {
  let found: Promise<client.Configuration> | null = null;
  const redirectUri = url + RETURN_PATH;

  /** Asked for when first needed, and again after a failure: the centre starts also while the provider is away. */
  function discover(): Promise<client.Configuration> {
    // Plain HTTP is for the loopback of tests.
    const insecure = settings.issuer.startsWith('http://127.0.0.1:') ? [client.allowInsecureRequests] : [];
    found ??= client
      .discovery(new URL(settings.issuer), settings.clientId, settings.clientSecret, undefined, {
        execute: insecure,
      })
      .catch((fault) => {
        found = null;
        throw fault;
      });
    return found;
  }

  return {
    /**
     * @returns where to send the person, and what their browser keeps until they come back, for nobody to read
     * @throws REPORT_SIGN_IN_FAILED
     */
    async begin(view: string): Promise<{ address: string; pending: string }> {
      try {
        const pending = {
          state: client.randomState(),
          nonce: client.randomNonce(),
          verifier: client.randomPKCECodeVerifier(),
          view,
        };
        const address = client.buildAuthorizationUrl(await discover(), {
          ...{ redirect_uri: redirectUri, scope: 'openid email', state: pending.state, nonce: pending.nonce },
          code_challenge: await client.calculatePKCECodeChallenge(pending.verifier),
          code_challenge_method: 'S256',
        });
        return { address: address.href, pending: await seal(pending) };
      } catch (cause) {
        throw new KioskError('REPORT_SIGN_IN_FAILED', {}, { cause });
      }
    },

    /**
     * @param query what the provider added to the address it sent the person back to
     * @returns by which names the provider knows the person: its own for them, and their address once it has checked it; and
     *   which view they had asked for
     * @throws REPORT_SIGN_IN_FAILED
     */
    async finish(query: string, sealed: string): Promise<{ names: string[]; view: string }> {
      try {
        const { state, nonce, verifier, view } = await unseal(sealed);
        const provider = await discover();
        const tokens = await client.authorizationCodeGrant(provider, new URL(`${redirectUri}?${query}`), {
          ...{
            expectedState: state,
            expectedNonce: nonce,
            pkceCodeVerifier: verifier,
            idTokenExpected: true,
          },
        });
        const sub = tokens.claims()?.sub ?? '';
        const claims = provider.serverMetadata().userinfo_endpoint
          ? await client.fetchUserInfo(provider, tokens.access_token, sub)
          : tokens.claims();
        const { email, email_verified } = claimsSchema.parse(claims);
        return { names: email !== undefined && email_verified === true ? [sub, email] : [sub], view };
      } catch (cause) {
        throw new KioskError('REPORT_SIGN_IN_FAILED', {}, { cause });
      }
    },
  };

  function seal(pending: z.infer<typeof pendingSchema>): Promise<string> {
    const until = new Date(now().getTime() + PENDING_SECONDS * 1000);
    return new EncryptJWT(pending)
      .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
      .setExpirationTime(until)
      .encrypt(keys.secrets.openIdSignIn);
  }

  async function unseal(sealed: string) {
    const { payload } = await jwtDecrypt(sealed, keys.secrets.openIdSignIn, { currentDate: now() });
    return pendingSchema.parse(payload);
  }
}
