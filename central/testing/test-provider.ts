import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';
import type { OpenIdSettings } from '../access/index.ts';
import { freePort } from '../free-port.ts';
import { startTestCentre, type TestCentre } from './test-centre.ts';

export type TestProvider = OpenIdSettings & { stop(): Promise<void> };

/** A centre to which people may sign in with an account of a provider, and that provider. */
export async function startCentreWithProvider(): Promise<{ centre: TestCentre; provider: TestProvider }> {
  const port = await freePort();
  const provider = await startTestProvider(`http://127.0.0.1:${port}/v1/session/openid/return`);
  const { issuer, clientId, clientSecret } = provider;
  const centre = await startTestCentre(undefined, { port, openId: { issuer, clientId, clientSecret } });
  return { centre, provider };
}

/**
 * A real OpenID Connect provider, that of others: everybody may sign in with any name and password. A person's address there is
 * NAME@moph.example, checked unless the name begins with `unchecked`.
 */
async function startTestProvider(returnAddress: string): Promise<TestProvider> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const settings = { issuer, clientId: 'centre', clientSecret: 'known-to-both-sides-only' };
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: settings.clientId,
        client_secret: settings.clientSecret,
        redirect_uris: [returnAddress],
      },
    ],
    claims: { openid: ['sub'], email: ['email', 'email_verified'] },
    pkce: { required: () => true },
    cookies: { keys: ['of-the-test'] },
    ttl: { Interaction: 600, Session: 600, Grant: 600, AccessToken: 600, IdToken: 600 },
    findAccount: (_context, id) => ({
      accountId: id,
      claims: () => ({
        ...{ sub: id, email: `${id}@moph.example`, email_verified: !id.startsWith('unchecked') },
      }),
    }),
  });
  server.on('request', provider.callback());
  return {
    ...settings,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
