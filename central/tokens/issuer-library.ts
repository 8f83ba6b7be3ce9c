import { createHash, randomBytes } from 'node:crypto';
import { clientAuthenticationAnonymous, Oauth2AuthorizationServer, setGlobalConfig } from '@openid4vc/oauth2';
import {
  type IssuerMetadataResult,
  Openid4vciIssuer,
  type Openid4vciIssuerOptions,
  Openid4vciVersion,
} from '@openid4vc/openid4vci';
import { compactVerify, importJWK, type JWTPayload } from 'jose';
import type { CentreContext } from '../context.ts';
import { keySchema } from '../devices/index.ts';
import { signAsCentre } from '../keys/index.ts';
import { authorizationServerMetadata, credentialIssuerMetadata } from './issuer-metadata.ts';

/** The library's parts of an issuer (OpenID4VCI 1.0) and of the server that gives access to it (RFC 6749), with the centre's keys. */
export type IssuerLibrary = {
  issuer: Openid4vciIssuer;
  authorizationServer: Oauth2AuthorizationServer;
  /** What wallets are told, checked by the library. */
  metadata: IssuerMetadataResult;
};

export function createIssuerLibrary({ keys, url }: CentreContext): IssuerLibrary {
  // The centre's own address decides: plain HTTP is for the loopback of demonstrations and tests.
  setGlobalConfig({ allowInsecureUrls: url.startsWith('http:') });
  const callbacks: Openid4vciIssuerOptions['callbacks'] = {
    hash: (data, algorithm) => createHash(algorithm.replace('-', '')).update(data).digest(),
    generateRandom: (bytes) => randomBytes(bytes),
    signJwt: async (_signer, { header, payload }) => ({
      jwt: await signAsCentre(keys, header.typ ?? '', payload as JWTPayload),
      signerJwk: keys.signing.publicJwk,
    }),
    async verifyJwt(signer, { compact }) {
      // A holder is known by the key alone: no DID, no certificate.
      if (signer.method !== 'jwk') return { verified: false };
      const signerJwk = keySchema.parse(signer.publicJwk);
      await compactVerify(compact, await importJWK(signerJwk, 'ES256'), { algorithms: ['ES256'] });
      return { verified: true, signerJwk };
    },
    clientAuthentication: clientAuthenticationAnonymous(),
  };
  const issuer = new Openid4vciIssuer({ callbacks });
  const authorizationServer = new Oauth2AuthorizationServer({ callbacks });
  const credentialIssuer = issuer.createCredentialIssuerMetadata(credentialIssuerMetadata(url));
  const server = authorizationServer.createAuthorizationServerMetadata(authorizationServerMetadata(url));
  const metadata: IssuerMetadataResult = {
    ...{ credentialIssuer, authorizationServers: [server], originalDraftVersion: Openid4vciVersion.V1 },
    knownCredentialConfigurations: issuer.getKnownCredentialConfigurationsSupported(credentialIssuer),
  };
  return { issuer, authorizationServer, metadata };
}
