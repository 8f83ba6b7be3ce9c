import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tokenChangesSchema } from '../../contract/index.ts';
import { demoFacility } from '../devices/index.ts';
import {
  auditEventsOf,
  citizenId,
  createTestDevice,
  createTestHolder,
  errorOf,
  startTestCentre,
  type TestCentre,
  type TestDevice,
} from '../testing/index.ts';
import { checkCards, httpRegistrar, type Registrar, simulatedRegistrar } from './index.ts';

describe('checking cards with the registrar', () => {
  let centre: TestCentre;
  let device: TestDevice;
  beforeAll(async () => {
    centre = await startTestCentre();
    device = await createTestDevice(centre);
  });
  afterAll(() => centre.stop());

  const enroll = (number: number) =>
    device.enrollAndSend({ cid: citizenId(number), level: '2.1', levelPending: '2.3' });
  const standing = async (tokenId: string) => {
    const answer = await device.call('GET', '/v1/devices/me/tokens');
    const { changes } = tokenChangesSchema.parse(await answer.json());
    return changes.find((change) => change.tokenId === tokenId);
  };

  it('raises the level of a normal card, and the device learns it', async () => {
    const { tokenId } = await enroll(41);
    expect(await standing(tokenId)).toMatchObject({ level: '2.1', levelPending: '2.3' });
    const asked: object[] = [];
    const registrar: Registrar = async (question) => {
      asked.push(question);
      return 'normal';
    };
    expect(await checkCards(centre, registrar)).toBe(1);
    expect(asked).toEqual([
      { cid: citizenId(41), chipNumber: '0011223344556677', requestNumber: '0000-00-00000000' },
    ]);
    expect(await standing(tokenId)).toMatchObject({ status: 'issued', level: '2.3', levelPending: null });
    expect(await checkCards(centre, registrar)).toBe(0);
  });

  it('revokes the token of a card that is not normal, confirmed or not, and has the person called back', async () => {
    const token = await enroll(42);
    const holder = await createTestHolder(centre);
    expect((await holder.claim(token)).status).toBe(200);
    await checkCards(centre, simulatedRegistrar([citizenId(42)]));
    expect(await standing(token.tokenId)).toMatchObject({ status: 'revoked', callBack: true });
    const listed = await centre.db
      .selectFrom('call_backs')
      .where('token_id', '=', token.tokenId)
      .selectAll()
      .executeTakeFirstOrThrow();
    expect(listed).toMatchObject({ hcode: '00000', reason: 'card-not-normal', settled_at: null });
    expect((await errorOf(await holder.claim(token))).code).toBe('TOKEN_REVOKED');
  });

  it('shows the call-back list to every kiosk of the facility, until one has settled it', async () => {
    const { tokenId, sealed } = await enroll(46);
    await checkCards(centre, simulatedRegistrar([citizenId(46)]));
    const neighbour = await createTestDevice(centre);
    const elsewhere = await createTestDevice(centre, { facility: { ...demoFacility, hcode: '00003' } });
    const listOf = async (asking: TestDevice) => {
      const answer = await asking.call('GET', '/v1/devices/me/tokens');
      return tokenChangesSchema
        .parse(await answer.json())
        .callBacks.filter((each) => each.tokenId === tokenId);
    };
    const settle = async (asking: TestDevice) =>
      (await asking.call('POST', `/v1/devices/me/call-backs/${tokenId}/settlement`)).json();
    const row = expect.objectContaining({ recordId: sealed.recordId, hcode: '00000' });
    expect(await listOf(neighbour)).toEqual([row]);
    expect(await listOf(elsewhere)).toEqual([]);
    expect(await settle(elsewhere)).toEqual({ settled: false });
    expect(await settle(neighbour)).toEqual({ settled: true });
    expect(await settle(neighbour)).toEqual({ settled: false });
    expect(await listOf(device)).toEqual([]);
    expect(await auditEventsOf(centre, tokenId)).toEqual(['token.revoked', 'call-back.settled']);
  });

  it('asks nothing about cards of training: no level rises, nobody is called back', async () => {
    const training = await createTestDevice(centre, { training: true });
    const { tokenId, status } = await training.enrollAndSend({
      ...{ cid: citizenId(47), level: '2.1', levelPending: '2.3' },
    });
    expect(status).toBe(201);
    const asked: object[] = [];
    const registrar: Registrar = async (question) => {
      asked.push(question);
      return 'not-normal';
    };
    expect(await checkCards(centre, registrar)).toBe(0);
    expect(asked).toEqual([]);
    const answer = await training.call('GET', '/v1/devices/me/tokens');
    const { changes, callBacks } = tokenChangesSchema.parse(await answer.json());
    expect(changes).toEqual([
      expect.objectContaining({ tokenId, status: 'issued', level: '2.1', levelPending: '2.3' }),
    ]);
    expect(callBacks.filter((each) => each.tokenId === tokenId)).toEqual([]);
  });

  it('asks again, but not at once, when the registrar does not answer', async () => {
    const { tokenId } = await enroll(43);
    const server = createServer((_request, response) => response.writeHead(503).end('busy'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const away = httpRegistrar(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, fetch);
    expect(await checkCards(centre, away)).toBe(0);
    server.close();
    expect(await checkCards(centre, simulatedRegistrar())).toBe(0);
    centre.moveClock(120_000);
    expect(await checkCards(centre, simulatedRegistrar())).toBe(1);
    centre.moveClock(-120_000);
    expect(await standing(tokenId)).toMatchObject({ level: '2.3' });
  });

  it('speaks to a registrar over HTTP', async () => {
    const server = createServer(async (request, response) => {
      let body = '';
      for await (const chunk of request) body += chunk;
      const status = JSON.parse(body).cid === citizenId(44) ? 'not-normal' : 'normal';
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ status }));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const ask = httpRegistrar(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, fetch);
    const question = { chipNumber: null, requestNumber: '1' };
    expect(await ask({ ...question, cid: citizenId(44) })).toBe('not-normal');
    expect(await ask({ ...question, cid: citizenId(45) })).toBe('normal');
    server.close();
  });
});
