import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoFacility } from '../devices/index.ts';
import {
  citizenId,
  createTestDevice,
  createTestHolder,
  errorOf,
  startTestCentre,
  type TestCentre,
  type TestDevice,
} from '../testing/index.ts';

describe('a facility that revokes tokens', () => {
  let centre: TestCentre;
  let device: TestDevice;
  beforeAll(async () => {
    centre = await startTestCentre();
    device = await createTestDevice(centre);
  });
  afterAll(() => centre.stop());

  const ask = (from: TestDevice, tokenId: string, body: object) =>
    from.call('POST', `/v1/devices/me/tokens/${tokenId}/revocation`, { body: JSON.stringify(body) });
  const statusOf = async (tokenId: string) =>
    centre.db
      .selectFrom('tokens')
      .where('jti', '=', tokenId)
      .select(['status', 'revoked_reason'])
      .executeTakeFirst();

  it('ends one of them at any of its kiosks, and the log says which asked and why', async () => {
    const { tokenId } = await device.enrollAndSend();
    const neighbour = await createTestDevice(centre);
    const answer = await ask(neighbour, tokenId, { reason: 'asked-by-holder' });
    expect(await answer.json()).toEqual({ revoked: [tokenId] });
    expect(await statusOf(tokenId)).toEqual({ status: 'revoked', revoked_reason: 'asked-by-holder' });
    const { details } = await centre.db
      .selectFrom('audit_events')
      .where('subject', '=', tokenId)
      .select('details')
      .executeTakeFirstOrThrow();
    expect(details).toEqual({ reason: 'asked-by-holder', by: neighbour.id });
    expect(await (await ask(device, tokenId, { reason: 'replaced' })).json()).toEqual({ revoked: [] });
  });

  it('leaves a person with several tokens the newest, and others theirs', async () => {
    const first = await device.enrollAndSend({ cid: citizenId(61) });
    const holder = await createTestHolder(centre);
    expect((await holder.claim(first)).status).toBe(200);
    centre.moveClock(1000);
    const second = await device.enrollAndSend({ cid: citizenId(61) });
    const somebodyElse = await device.enrollAndSend({ cid: citizenId(62) });
    expect((await statusOf(first.tokenId))?.status).toBe('confirmed');
    centre.moveClock(1000);
    const third = await device.enrollAndSend({ cid: citizenId(61) });
    const answer = await ask(device, third.tokenId, { which: 'earlier', reason: 'replaced' });
    const { revoked } = (await answer.json()) as { revoked: string[] };
    expect(new Set(revoked)).toEqual(new Set([first.tokenId, second.tokenId]));
    for (const { tokenId } of [third, somebodyElse]) expect((await statusOf(tokenId))?.status).toBe('issued');
  });

  it('has no say over the tokens of another', async () => {
    const { tokenId } = await device.enrollAndSend();
    const elsewhere = await createTestDevice(centre, { facility: { ...demoFacility, hcode: '00002' } });
    const refused = await ask(elsewhere, tokenId, { reason: 'replaced' });
    expect((await errorOf(refused)).code).toBe('TOKEN_UNKNOWN');
    expect((await statusOf(tokenId))?.status).toBe('issued');
  });

  it('gives one of the known reasons', async () => {
    const { tokenId } = await device.enrollAndSend();
    expect((await ask(device, tokenId, { reason: 'สมหญิง asked' })).status).toBe(422);
  });
});
