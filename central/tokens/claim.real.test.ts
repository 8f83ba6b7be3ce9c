import { calculateJwkThumbprint, generateKeyPair } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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
    expect(await response.json()).toMatchObject({ tokenId: token.tokenId, status: 'confirmed' });
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
    expect(replayed.status).toBe(409);
    expect((await errorOf(replayed)).code).toBe('TOKEN_USED');
    expect(await confirmed()).toBe(before + 1);
  });

  it('lets one of ten holders win when all claim at once', async () => {
    const token = await device.enrollAndSend();
    const before = await confirmed();
    const holders = await Promise.all(Array.from({ length: 10 }, () => createTestHolder(centre)));
    const answers = await Promise.all(holders.map((each) => each.claim(token)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(9);
    expect(await confirmed()).toBe(before + 1);
  });

  it('does not know a token whose record is still at the kiosk', async () => {
    const token = await device.enroll();
    const early = await holder.claim(token);
    expect(early.status).toBe(404);
    expect((await errorOf(early)).code).toBe('TOKEN_UNKNOWN');
    await device.put(token.sealed.recordId, token.sealed.jws);
    expect((await holder.claim(token)).status).toBe(200);
  });

  it('counts wrong codes down and revokes the token at the fifth', async () => {
    const token = await device.enrollAndSend();
    for (const left of [4, 3, 2, 1]) {
      const wrong = await holder.claim(token, { transactionCode: '000000' });
      expect(wrong.status).toBe(403);
      expect(await errorOf(wrong)).toEqual({ code: 'TOKEN_CODE_WRONG', details: { left } });
    }
    const fifth = await holder.claim(token, { transactionCode: '000000' });
    expect(fifth.status).toBe(410);
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
    expect(late.status).toBe(410);
    expect((await errorOf(late)).code).toBe('TOKEN_EXPIRED');
  });

  it.each([
    ['addressed to another service', { audience: 'https://elsewhere.example' }],
    ['for another token', { nonce: 'another' }],
  ])('refuses a proof %s', async (_what, changes) => {
    const token = await device.enrollAndSend();
    const response = await holder.claim(token, changes);
    expect(response.status).toBe(422);
    expect((await errorOf(response)).details).toEqual({ reason: 'holder-proof' });
    expect((await holder.claim(token)).status).toBe(200);
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
    const { tokenId, tokenJws } = await device.enrollAndSend({ cid: citizenId(5) });
    const [header = '', payload = '', signature = ''] = tokenJws.split('.');
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString());
    const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const raised = [header, encode({ ...claims, lvl: '2.3' }), signature].join('.');
    const unsigned = [encode({ alg: 'none', typ: 'kiosk-token+jwt' }), payload, ''].join('.');
    const stranger = await createTestDevice(centre, { register: false });
    const foreign = await stranger.signToken({ ...claims, iss: stranger.id });
    for (const token of [raised, unsigned, foreign, 'nonsense']) {
      const response = await holder.claim({ tokenId, tokenJws: token });
      expect(response.status).toBe(422);
      expect((await errorOf(response)).code).toBe('TOKEN_INVALID');
    }
  });

  it('refuses the tokens of a device that was revoked', async () => {
    const stolen = await createTestDevice(centre);
    const token = await stolen.enrollAndSend();
    await centre.db.updateTable('devices').set({ status: 'revoked' }).where('id', '=', stolen.id).execute();
    expect((await errorOf(await holder.claim(token))).code).toBe('TOKEN_INVALID');
  });
});
