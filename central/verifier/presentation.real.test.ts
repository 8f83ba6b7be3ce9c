import { createHash } from 'node:crypto';
import { setGlobalConfig } from '@openid4vc/oauth2';
import { Openid4vpClient } from '@openid4vc/openid4vp';
import { DcqlQuery } from 'dcql';
import { generateKeyPair } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { askPresentationResponseSchema, CREDENTIAL_TYPE } from '../../contract/index.ts';
import {
  createTestDevice,
  createTestHolder,
  errorOf,
  type SentRecord,
  startTestCentre,
  type TestCentre,
  type TestDevice,
  type TestHolder,
} from '../testing/index.ts';
import { revokeToken } from '../tokens/index.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

let centre: TestCentre;
let device: TestDevice;
let holder: TestHolder;
let token: SentRecord;
let credential: string;
beforeAll(async () => {
  centre = await startTestCentre();
  device = await createTestDevice(centre);
  holder = await createTestHolder(centre);
  token = await device.enrollAndSend();
  credential = await holder.obtain(token);
  // The test centre speaks plain HTTP, on the loopback.
  setGlobalConfig({ allowInsecureUrls: true });
});
afterAll(() => centre.stop());

const post = (path: string, body: string | URLSearchParams, type?: string) =>
  fetch(centre.url + path, { method: 'POST', body, headers: type ? { 'content-type': type } : {} });
const ask = async () =>
  askPresentationResponseSchema.parse(await (await post('/v1/oid4vp/requests', '')).json());
type Asked = Awaited<ReturnType<typeof ask>>;
const questionOf = ({ request }: Asked) => ({
  audience: request.client_id ?? '',
  nonce: request.nonce ?? '',
});
const answer = ({ request }: Asked, presentation: string) =>
  post(
    '/v1/oid4vp/responses',
    new URLSearchParams({
      state: request.state ?? '',
      vp_token: JSON.stringify({ level: [presentation] }),
    }),
  );
const readResult = (transactionId: string, responseCode: string) =>
  post('/v1/oid4vp/results', JSON.stringify({ transactionId, responseCode }), 'application/json');
const responseCodeIn = async (response: Response): Promise<string> => {
  const { redirect_uri } = z.object({ redirect_uri: z.string() }).parse(await response.json());
  return new URLSearchParams(new URL(redirect_uri).hash.slice(1)).get('response_code') ?? '';
};
const reasonOf = async (response: Response) => {
  const { code, details } = await errorOf(response);
  return details?.reason ?? code;
};

describe('a wallet that somebody else wrote', () => {
  const client = new Openid4vpClient({
    callbacks: {
      hash: (data, alg) => createHash(alg.replace('-', '')).update(data).digest(),
      verifyJwt: async () => ({ verified: false }),
      decryptJwe: async () => ({ decrypted: false }),
      encryptJwe: async () => Promise.reject(new Error('nothing is encrypted here')),
      signJwt: async () => Promise.reject(new Error('nothing is signed here')),
    },
  });

  it('understands the request, finds that the level alone is asked for, and presents it', async () => {
    const { transactionId, request } = await ask();
    const link = `openid4vp://?${new URLSearchParams(request)}`;
    const { params } = client.parseOpenid4vpAuthorizationRequest({ authorizationRequest: link });
    const resolved = await client.resolveOpenId4vpAuthorizationRequest({
      authorizationRequestPayload: params,
    });
    expect(resolved.client.prefix).toBe('redirect_uri');

    const query = DcqlQuery.parse(resolved.dcql?.query as DcqlQuery.Input);
    DcqlQuery.validate(query);
    const { credential_matches: matches } = DcqlQuery.query(query, [
      {
        credential_format: 'dc+sd-jwt',
        vct: CREDENTIAL_TYPE,
        claims: { level: '2.1', level_pending: null, facility: '00000' },
        cryptographic_holder_binding: true,
      },
    ]);
    const [match] = matches.level?.success ? matches.level.valid_credentials : [];
    expect(match?.claims.valid_claim_sets[0]?.output).toEqual({ level: '2.1' });

    const { client_id: audience = '', nonce, response_uri } = resolved.authorizationRequestPayload;
    const presentation = await holder.present(credential, { audience, nonce });
    const { authorizationResponsePayload } = await client.createOpenid4vpAuthorizationResponse({
      authorizationRequestPayload: resolved.authorizationRequestPayload,
      authorizationResponsePayload: { vp_token: { level: [presentation] } },
    });
    const { response } = await client.submitOpenid4vpAuthorizationResponse({
      authorizationRequestPayload: { response_uri: z.string().parse(response_uri) },
      authorizationResponsePayload,
    });
    expect(response.status).toBe(200);
    const result = await readResult(transactionId, await responseCodeIn(response));
    expect(await result.json()).toMatchObject({ level: '2.1' });
  });
});

describe('the verifier refuses', () => {
  it('a presentation that was shown before, to the same request and to another', async () => {
    const asked = await ask();
    const presentation = await holder.present(credential, questionOf(asked));
    expect((await answer(asked, presentation)).status).toBe(200);
    expect(await reasonOf(await answer(asked, presentation))).toBe('presentation-request');
    expect(await reasonOf(await answer(await ask(), presentation))).toBe('TOKEN_INVALID');
  });

  it('all but one of two answers at once', async () => {
    const asked = await ask();
    const presentation = await holder.present(credential, questionOf(asked));
    const answers = await Promise.all([answer(asked, presentation), answer(asked, presentation)]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 400]);
  });

  it('a wrong nonce, a wrong audience, a foreign key, no key binding, and nonsense', async () => {
    const asked = await ask();
    const question = questionOf(asked);
    const { privateKey: key } = await generateKeyPair('ES256');
    for (const presentation of [
      await holder.present(credential, { ...question, nonce: 'made-up' }),
      await holder.present(credential, { ...question, audience: 'redirect_uri:https://elsewhere.example' }),
      await holder.present(credential, question, { key }),
      credential,
      'nonsense',
    ])
      expect(await reasonOf(await answer(asked, presentation))).toBe('TOKEN_INVALID');
    const good = await holder.present(credential, question);
    expect((await answer(asked, good)).status).toBe(200);
  });

  it('an answer to a question it never asked, and one that comes too late', async () => {
    const asked = await ask();
    const presentation = await holder.present(credential, questionOf(asked));
    const unknown = { ...asked, request: { ...asked.request, state: 'never-asked' } };
    expect(await reasonOf(await answer(unknown, presentation))).toBe('presentation-request');
    centre.moveClock(6 * MINUTE_MS);
    const late = await answer(asked, presentation);
    centre.moveClock(-6 * MINUTE_MS);
    expect(await reasonOf(late)).toBe('presentation-request');
  });

  it('a credential past its time, and a revoked one', async () => {
    centre.moveClock(2 * DAY_MS);
    const asked = await ask();
    const late = await answer(asked, await holder.present(credential, questionOf(asked)));
    centre.moveClock(-2 * DAY_MS);
    expect(await reasonOf(late)).toBe('TOKEN_INVALID');
    const ended = await device.enrollAndSend();
    const revoked = await holder.obtain(ended);
    await revokeToken(centre.db, {
      ...{ tokenId: ended.tokenId, reason: 'test', by: 'centre', at: centre.now() },
    });
    const next = await ask();
    const refused = await answer(next, await holder.present(revoked, questionOf(next)));
    expect(await reasonOf(refused)).toBe('TOKEN_INVALID');
  });

  it('to tell a level to a page that did not ask, or to a browser that did not answer', async () => {
    const [asked, other] = [await ask(), await ask()];
    const response = await answer(asked, await holder.present(credential, questionOf(asked)));
    const code = await responseCodeIn(response);
    expect((await readResult(other.transactionId, code)).status).toBe(400);
    expect((await readResult(asked.transactionId, 'guessed')).status).toBe(400);
    expect((await readResult(asked.transactionId, code)).status).toBe(200);
  });

  it('an oversized answer', async () => {
    const asked = await ask();
    expect((await answer(asked, 'x'.repeat(12_000))).status).toBe(400);
    expect((await answer(asked, 'x'.repeat(70_000))).status).toBe(400);
  });
});
