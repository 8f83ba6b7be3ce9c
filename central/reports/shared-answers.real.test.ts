import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nationalReportSchema, type ViewerScope } from '../../contract/index.ts';
import { openSession, SESSION_COOKIE, setViewer } from '../access/index.ts';
import { createTestDevice, startTestCentre, type TestCentre, testFacility } from '../testing/index.ts';

const REGION: ViewerScope = { kind: 'region', place: '6' };

describe('an answer that several viewers of one scope share', () => {
  let centre: TestCentre;
  beforeAll(async () => {
    centre = await startTestCentre();
    for (const facility of [testFacility('10662', 'ชลบุรี', 6), testFacility('10722', 'ตาก', 2)])
      await (await createTestDevice(centre, { facility })).enrollAndSend();
  });
  afterAll(() => centre.stop());

  const signIn = async (name: string): Promise<string> => {
    await setViewer(centre.db, { name, scope: REGION }, centre.now());
    return openSession(centre.db, name, centre.now());
  };
  const ask = async (session: string): Promise<number | string> => {
    const answer = await fetch(`${centre.url}/v1/reports/regions`, {
      headers: { cookie: `${SESSION_COOKIE}=${session}` },
    });
    const body = await answer.json();
    return answer.ok
      ? nationalReportSchema
          .parse(body)
          .regions.filter(({ totals }) => totals !== null)
          .map(({ region }) => region)
          .join()
      : answer.status;
  };

  /**
   * The first asks alone, the second begins a reading of the scope's, the third and the fourth wait for the next: it is the third's
   * turn. Something happens to the third before.
   */
  async function askInTurn(happens: () => Promise<unknown>) {
    const sessions: string[] = [];
    for (const name of ['first', 'second', 'third', 'fourth']) sessions.push(await signIn(name));
    const answers = await centre.db.transaction().execute(async (transaction) => {
      await sql`lock table province_totals in access exclusive mode`.execute(transaction);
      const asked: Promise<number | string>[] = [];
      for (const session of sessions) {
        asked.push(ask(session));
        await pause(300);
      }
      await happens();
      return { asked };
    });
    return Promise.all(answers.asked);
  }

  it('is read in the session of whose turn it is', async () => {
    expect(await askInTurn(async () => {})).toEqual(['6', '6', '6', '6']);
  });

  it('is read by each alone when that session is over by then', async () => {
    const end = () => centre.db.deleteFrom('viewer_sessions').where('viewer', '=', 'third').execute();
    expect(await askInTurn(end)).toEqual(['6', '6', 401, '6']);
  });

  it('is read by each alone when that viewer sees something else by then', async () => {
    const move = () =>
      centre.db.updateTable('viewers').where('name', '=', 'third').set({ scope_place: '2' }).execute();
    expect(await askInTurn(move)).toEqual(['6', '6', '2', '6']);
  });
});
