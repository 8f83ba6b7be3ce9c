import { createHmac } from 'node:crypto';
import { calculateJwkThumbprint, generateKeyPair } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeNonce, revokeDevice } from '../devices/index.ts';
import {
  citizenId,
  createTestDevice,
  createTestHolder,
  errorOf,
  readNationalReport,
  startTestCentre,
  type TestCentre,
  type TestDevice,
  type TestHolder,
} from '../testing/index.ts';

const HOUR_MS = 3_600_000;

describe('claiming a token', () => {
  let centre: TestCentre;
  let device: TestDevice;
  let holder: TestHolder;
  beforeAll(async () => {
    centre = await startTestCentre();
    device = await createTestDevice(centre);
    holder = await createTestHolder(centre);
  });
  afterAll(() => centre.stop());

  const confirmed = async () => (await readNationalReport(centre)).national.confirmedTokens;

  it('confirms it, binds it to the holder and counts it once', async () => {
    const token = await device.enrollAndSend();
    const before = await confirmed();
    const response = await holder.claim(token);
    expect(response.status).toBe(200);
    const row = await centre.db
      .selectFrom('tokens')
      .where('jti', '=', token.tokenId)
      .selectAll()
      .executeTakeFirstOrThrow();
    expect(row).toMatchObject({
      status: 'confirmed',
      holder_thumbprint: await calculateJwkThumbprint(holder.jwk),
    });
    expect(await confirmed()).toBe(before + 1);

    const replayed = await holder.claim(token);
    expect(replayed.status).toBe(400);
    expect((await errorOf(replayed)).code).toBe('TOKEN_USED');
    expect(await confirmed()).toBe(before + 1);
  });

  it('gives the same holder the credential again when the answer got lost, and counts it once', async () => {
    const token = await device.enrollAndSend();
    const before = await confirmed();
    const { access_token: accessToken } = (await (await holder.askAccess(token)).json()) as {
      access_token: string;
    };
    expect((await holder.askCredential(accessToken)).status).toBe(200);
    expect((await holder.askCredential(accessToken)).status).toBe(200);
    const other = await createTestHolder(centre);
    expect((await errorOf(await other.askCredential(accessToken))).code).toBe('TOKEN_USED');
    expect(await confirmed()).toBe(before + 1);
  });

  it('speaks of its refusals as OAuth does', async () => {
    const token = await device.enroll();
    const body = await (await holder.askAccess(token)).json();
    expect(body).toMatchObject({ error: 'invalid_grant', code: 'TOKEN_UNKNOWN' });
    const empty = await holder.askAccess(await device.enrollAndSend(), '');
    expect(await empty.json()).toMatchObject({ error: 'invalid_grant', code: 'TOKEN_CODE_WRONG' });
  });

  it('refuses an access token that is none, and takes one for what it was given only', async () => {
    const deviceToken = await device.accessToken();
    for (const accessToken of ['nonsense', deviceToken]) {
      const refused = await holder.askCredential(accessToken);
      expect(refused.status).toBe(401);
      expect(await refused.json()).toMatchObject({ error: 'invalid_token' });
    }
    const { access_token: holderToken } = (await (
      await holder.askAccess(await device.enrollAndSend())
    ).json()) as { access_token: string };
    const path = '/v1/devices/me/report';
    const asDevice = await device.call('GET', path, {
      authorization: `DPoP ${holderToken}`,
      dpop: await device.proof('GET', path, { accessToken: holderToken }),
    });
    expect((await errorOf(asDevice)).details).toEqual({ reason: 'access-token' });
  });

  it('refuses oversized tokens before it looks at them', async () => {
    const huge = await holder.askAccess({ tokenJws: 'x'.repeat(2001) });
    expect(huge.status).toBe(400);
    expect(await huge.json()).toMatchObject({ error: 'invalid_request' });
    const larger = await holder.askAccess({ tokenJws: 'x'.repeat(70_000) });
    expect(larger.status).toBe(400);
  });

  it('is not fooled by another algorithm with the public key as secret', async () => {
    const { tokenJws } = await device.enrollAndSend();
    const payload = tokenJws.split('.')[1] ?? '';
    for (const alg of ['HS256', 'none', 'ES384']) {
      const header = Buffer.from(
        JSON.stringify({ alg, typ: 'kt+jwt', kid: device.id.slice(0, 16) }),
      ).toString('base64url');
      const mac = createHmac('sha256', JSON.stringify(device.publicJwk)).update(`${header}.${payload}`);
      const forged = `${header}.${payload}.${alg === 'none' ? '' : mac.digest('base64url')}`;
      expect((await errorOf(await holder.claim({ tokenJws: forged }))).code).toBe('TOKEN_INVALID');
    }
  });

  it('lets one of ten holders win when all claim at once', async () => {
    const token = await device.enrollAndSend();
    const before = await confirmed();
    const holders = await Promise.all(Array.from({ length: 10 }, () => createTestHolder(centre)));
    const answers = await Promise.all(holders.map((each) => each.claim(token)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 400)).toHaveLength(9);
    expect(await confirmed()).toBe(before + 1);
  });

  it('does not know a token whose record is still at the kiosk', async () => {
    const token = await device.enroll();
    const early = await holder.claim(token);
    expect(early.status).toBe(400);
    expect((await errorOf(early)).code).toBe('TOKEN_UNKNOWN');
    await device.put(token.sealed.recordId, token.sealed.jws);
    expect((await holder.claim(token)).status).toBe(200);
  });

  it('counts wrong codes down and revokes the token at the fifth', async () => {
    const token = await device.enrollAndSend();
    for (const left of [4, 3, 2, 1]) {
      const wrong = await holder.claim(token, { transactionCode: '000000' });
      expect(wrong.status).toBe(400);
      expect(await errorOf(wrong)).toEqual({ code: 'TOKEN_CODE_WRONG', details: { left } });
    }
    const fifth = await holder.claim(token, { transactionCode: '000000' });
    expect((await errorOf(fifth)).code).toBe('TOKEN_REVOKED');
    expect((await errorOf(await holder.claim(token))).code).toBe('TOKEN_REVOKED');
  });

  it('gives no more than five tries to guesses at once', async () => {
    const token = await device.enrollAndSend();
    const guesses = await Promise.all(
      Array.from({ length: 12 }, () => holder.claim(token, { transactionCode: '000000' })),
    );
    const codes = await Promise.all(guesses.map(async (guess) => (await errorOf(guess)).code));
    expect(codes.filter((code) => code === 'TOKEN_CODE_WRONG')).toHaveLength(4);
    expect(codes.filter((code) => code === 'TOKEN_REVOKED')).toHaveLength(8);
  });

  it('refuses a token past its time', async () => {
    const token = await device.enrollAndSend({ validForSeconds: 1800 });
    centre.moveClock(HOUR_MS);
    const late = await holder.claim(token);
    centre.moveClock(-HOUR_MS);
    expect((await errorOf(late)).code).toBe('TOKEN_EXPIRED');
  });

  it.each([
    ['addressed to another service', { audience: 'https://elsewhere.example' }],
    ['of another kind', { typ: 'jwt' }],
  ])('refuses a proof %s', async (_what, changes) => {
    const token = await device.enrollAndSend();
    const response = await holder.claim(token, changes);
    expect(response.status).toBe(400);
    expect((await errorOf(response)).details).toEqual({ reason: 'holder-proof' });
    expect((await holder.claim(token)).status).toBe(200);
  });

  it('refuses a proof with a nonce that is made up, too old, or for something else', async () => {
    const token = await device.enrollAndSend();
    const old = await holder.askNonce();
    const forDevices = makeNonce(centre.keys, 'dpop', centre.now());
    for (const nonce of ['another', forDevices]) {
      const refused = await (await holder.claim(token, { nonce })).json();
      expect(refused).toMatchObject({ error: 'invalid_nonce' });
    }
    centre.moveClock(HOUR_MS);
    const late = await (await holder.claim(token, { nonce: old })).json();
    centre.moveClock(-HOUR_MS);
    expect(late).toMatchObject({ error: 'invalid_nonce' });
  });

  it('refuses a proof that another key than the one inside signed', async () => {
    const token = await device.enrollAndSend();
    const { privateKey } = await generateKeyPair('ES256');
    expect((await errorOf(await holder.claim(token, { signedBy: privateKey }))).details).toEqual({
      reason: 'holder-proof',
    });
  });

  it('refuses an old proof as a wrong clock', async () => {
    const token = await device.enrollAndSend();
    const iat = Math.floor(Date.now() / 1000) - 3600;
    expect(await errorOf(await holder.claim(token, { iat }))).toEqual({
      code: 'CLOCK_WRONG',
      details: { minutes: 60 },
    });
  });

  it('refuses a token with changed claims, without signature, or of an unknown device', async () => {
    const { tokenJws } = await device.enrollAndSend({ cid: citizenId(5) });
    const [header = '', payload = '', signature = ''] = tokenJws.split('.');
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString());
    const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const raised = [header, encode({ ...claims, lvl: '2.3' }), signature].join('.');
    const unsigned = [encode({ alg: 'none', typ: 'kt+jwt', kid: device.id.slice(0, 16) }), payload, ''].join(
      '.',
    );
    const stranger = await createTestDevice(centre, { register: false });
    const foreign = await stranger.signToken(claims);
    for (const token of [raised, unsigned, foreign, 'nonsense']) {
      const response = await holder.claim({ tokenJws: token });
      expect(response.status).toBe(400);
      expect((await errorOf(response)).code).toBe('TOKEN_INVALID');
    }
  });

  it('refuses the token of a training kiosk, whatever the code, and gives nothing for it', async () => {
    const training = await createTestDevice(centre, { training: true });
    const token = await training.enrollAndSend({ cid: citizenId(6) });
    expect(token.status).toBe(201);
    for (const transactionCode of ['482913', '000000']) {
      const refused = await holder.claim(token, { transactionCode });
      expect(refused.status).toBe(400);
      expect(await refused.json()).toMatchObject({ error: 'invalid_grant', code: 'TOKEN_TRAINING' });
    }
    const row = await centre.db
      .selectFrom('tokens')
      .leftJoin('credentials', 'credentials.token_id', 'tokens.jti')
      .where('jti', '=', token.tokenId)
      .select(['status', 'wrong_codes', 'holder_thumbprint', 'status_index'])
      .executeTakeFirstOrThrow();
    expect(row).toEqual({ status: 'issued', wrong_codes: 0, holder_thumbprint: null, status_index: null });
  });

  it('gives no credential for a training token to who was let in before, and lets nobody in again', async () => {
    const token = await device.enrollAndSend();
    const access = (await (await holder.askAccess(token)).json()) as Record<string, string>;
    const asTraining = { training: true, person_id: null };
    await centre.db.updateTable('tokens').set(asTraining).where('jti', '=', token.tokenId).execute();
    expect((await errorOf(await holder.askCredential(access.access_token ?? ''))).code).toBe(
      'TOKEN_TRAINING',
    );
    expect((await errorOf(await holder.askAgain(access.refresh_token ?? ''))).code).toBe('TOKEN_TRAINING');
  });

  it('refuses the tokens of a device that was revoked', async () => {
    const stolen = await createTestDevice(centre);
    const token = await stolen.enrollAndSend();
    expect(await revokeDevice(centre, stolen.id, 'stolen')).toBe(true);
    expect((await errorOf(await holder.claim(token))).code).toBe('TOKEN_INVALID');
  });
});
