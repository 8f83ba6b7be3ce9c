import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CitizenNames, citizenNamesSchema, type ViewerScope } from '../../contract/index.ts';
import { openSession, SESSION_COOKIE, setViewer } from '../access/index.ts';
import {
  auditEventsOf,
  createTestDevice,
  errorOf,
  startTestCentre,
  type TestCentre,
  testFacility,
} from '../testing/index.ts';

describe('the name of a citizen', () => {
  let centre: TestCentre;
  let tokens: string[];
  beforeAll(async () => {
    centre = await startTestCentre();
    const sent = [testFacility('10827', 'ระยอง', 6), testFacility('10722', 'ตาก', 2)].map(async (of) =>
      (await createTestDevice(centre, { facility: of })).enrollAndSend(),
    );
    tokens = (await Promise.all(sent)).map(({ tokenId }) => tokenId);
  });
  afterAll(() => centre.stop());

  const look = async (name: string, scope: ViewerScope): Promise<CitizenNames['names']> => {
    await setViewer(centre.db, { name, scope }, centre.now());
    const secret = await openSession(centre.db, name, centre.now());
    const answer = await fetch(`${centre.url}/v1/reports/names`, {
      method: 'POST',
      headers: { cookie: `${SESSION_COOKIE}=${secret}`, 'content-type': 'application/json' },
      body: JSON.stringify({ tokenIds: tokens }),
    });
    expect(answer.headers.get('cache-control')).toBe('no-store');
    return citizenNamesSchema.parse(await answer.json()).names;
  };

  it('is for whoever may see the facility, and each look is written down with who looked', async () => {
    const [rayong = '', tak = ''] = tokens;
    expect(await look('nurse', { kind: 'facility', place: '10827' })).toEqual([
      { tokenId: rayong, name: 'นายทดสอบ ระบบ' },
    ]);
    expect(await auditEventsOf(centre, rayong)).toContain('citizen.name-seen');
    expect(await auditEventsOf(centre, tak)).not.toContain('citizen.name-seen');
    const { details } = await centre.db
      .selectFrom('audit_events')
      .where('event', '=', 'citizen.name-seen')
      .select('details')
      .executeTakeFirstOrThrow();
    expect(details).toEqual({ by: 'nurse' });
  });

  it('is not given where its record was taken off to the archive', async () => {
    await centre.db.deleteFrom('envelopes').execute();
    expect(await look('ministry', { kind: 'ministry', place: '' })).toEqual([]);
  });

  it('is for nobody who has not signed in', async () => {
    const answer = await fetch(`${centre.url}/v1/reports/names`, { method: 'POST' });
    expect((await errorOf(answer)).code).toBe('REPORT_SIGN_IN');
  });
});
