import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startTestCentre, type TestCentre } from '../testing/index.ts';
import { type Database, durably, openDatabase } from './index.ts';

/** Much longer than a statement may take. */
const WAIT_MS = 900;
const RELOAD_MS = 1_500;

describe('what the centre signs for', () => {
  let centre: TestCentre;
  let db: Database;
  beforeAll(async () => {
    centre = await startTestCentre();
    db = openDatabase(`${centre.databaseUrl}?statement_timeout=200`);
    await sql`create table notes (note text primary key)`.execute(db);
  });
  afterEach(() => nameStandbys(''));
  afterAll(async () => {
    await db.destroy();
    await centre.stop();
  });

  /** With a standby named that nobody is, commits wait as they do while the last standby is away. */
  async function nameStandbys(names: string): Promise<void> {
    await sql`alter system set synchronous_standby_names = ${sql.lit(names)}`.execute(centre.db);
    await sql`select pg_reload_conf()`.execute(centre.db);
    // Commits heed it once the checkpointer has read it, which nothing tells.
    await pause(RELOAD_MS);
  }
  const add = (transaction: Database) =>
    sql`insert into notes values ('seen') on conflict do nothing`.execute(transaction);
  const stateAfter = (promise: Promise<unknown>) =>
    Promise.race([
      promise.then(
        () => 'done',
        () => 'failed',
      ),
      pause(WAIT_MS, 'waits'),
    ]);
  const endWaiting = () =>
    sql`select pg_terminate_backend(pid) from pg_stat_activity where wait_event = 'SyncRep'`.execute(
      centre.db,
    );

  it('waits for the standby, however long, before it counts as done', async () => {
    await nameStandbys('nobody');
    const adding = durably(db, add);
    expect(await stateAfter(adding)).toBe('waits');
    await nameStandbys('');
    await adding;
  });

  it('waits also for what an interrupted commit left behind', async () => {
    await sql`delete from notes`.execute(db);
    await nameStandbys('nobody');
    const interrupted = durably(db, add);
    expect(await stateAfter(interrupted)).toBe('waits');
    await endWaiting();
    await expect(interrupted).rejects.toThrow();
    const { rows } = await sql`select note from notes`.execute(db);
    expect(rows).toEqual([{ note: 'seen' }]);
    const again = durably(db, add);
    expect(await stateAfter(again)).toBe('waits');
    await nameStandbys('');
    await again;
  });
});
