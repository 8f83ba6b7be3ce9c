import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkCards, simulatedRegistrar } from '../registrar/index.ts';
import {
  auditEventsOf,
  citizenId,
  createForeignVerifier,
  createTestDevice,
  createTestHolder,
  errorOf,
  startTestCentre,
  type TestCentre,
  type TestDevice,
} from '../testing/index.ts';
import { revokeToken } from './revoke.ts';

const QUESTION = { audience: 'https://verifier.example', nonce: 'asked' };

describe('a credential whose level has risen', () => {
  let centre: TestCentre;
  let device: TestDevice;
  beforeAll(async () => {
    centre = await startTestCentre();
    device = await createTestDevice(centre);
  });
  afterAll(() => centre.stop());

  const enroll = (number: number) =>
    device.enrollAndSend({ cid: citizenId(number), level: '2.1', levelPending: '2.3' });

  it('is fetched anew by its holder: the new one tells the new level, the old one is revoked', async () => {
    const token = await enroll(51);
    const holder = await createTestHolder(centre);
    const { credential, refreshToken } = await holder.obtainLasting(token);
    const verify = createForeignVerifier(centre.url);
    const show = async (what: string) => verify(await holder.present(what, QUESTION), QUESTION);
    expect(await show(credential)).toMatchObject({ level: '2.1' });

    await checkCards(centre, simulatedRegistrar());
    const renewed = await holder.renew(refreshToken);
    expect(await show(renewed)).toMatchObject({ level: '2.3' });
    await expect(show(credential)).rejects.toThrow('revoked by the status list');
    expect(await auditEventsOf(centre, token.tokenId)).toEqual([
      'token.level-raised',
      'token.credential-replaced',
    ]);
  });

  it('is the same one, with its place in the status list, as long as nothing has changed', async () => {
    const holder = await createTestHolder(centre);
    const { credential, refreshToken } = await holder.obtainLasting(await enroll(52));
    const again = await holder.renew(refreshToken);
    const statusOf = (what: string) =>
      JSON.parse(Buffer.from(what.split('.')[1] ?? '', 'base64url').toString()).status;
    expect(statusOf(again)).toEqual(statusOf(credential));
  });

  it('is given to its holder’s key alone, and not after the token was revoked', async () => {
    const token = await enroll(53);
    const holder = await createTestHolder(centre);
    const { refreshToken } = await holder.obtainLasting(token);
    const thief = await createTestHolder(centre);
    const { access_token: stolen } = (await (await thief.askAgain(refreshToken)).json()) as {
      access_token: string;
    };
    expect((await errorOf(await thief.askCredential(stolen))).code).toBe('TOKEN_USED');

    const { tokenId } = token;
    await revokeToken(centre.db, { tokenId, reason: 'test', by: 'centre', at: centre.now() });
    const refused = await holder.askAgain(refreshToken);
    expect(await refused.json()).toMatchObject({ error: 'invalid_grant', code: 'TOKEN_REVOKED' });
  });

  it('is not given for an access token in place of the refresh token, nor the other way round', async () => {
    const holder = await createTestHolder(centre);
    const token = await enroll(54);
    const answer = (await (await holder.askAccess(token)).json()) as Record<string, string>;
    expect((await holder.askAgain(answer.access_token ?? '')).status).toBe(400);
    expect((await holder.askCredential(answer.refresh_token ?? '')).status).toBe(401);
  });
});
