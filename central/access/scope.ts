import { sql } from 'kysely';
import type { ViewerScope } from '../../contract/index.ts';
import type { Database } from '../database/index.ts';

/**
 * Reads in the role `report_reader`: PostgreSQL itself leaves out every row beyond the scope (row-level security), whatever
 * the queries ask for.
 */
export function withScope<Result>(
  db: Database,
  { kind, place }: ViewerScope,
  work: (scoped: Database) => Promise<Result>,
): Promise<Result> {
  return db.transaction().execute(async (transaction) => {
    await sql`
      select set_config('report.scope_kind', ${kind}, true), set_config('report.scope_place', ${place}, true),
        set_config('role', 'report_reader', true)
    `.execute(transaction);
    return work(transaction);
  });
}
