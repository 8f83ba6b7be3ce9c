import { sql } from 'kysely';
import type { ViewerScope } from '../../contract/index.ts';
import type { Database } from '../database/index.ts';

/**
 * Reads in the role `report_reader`: PostgreSQL itself leaves out every row beyond the scope (row-level security), whatever
 * the queries ask for.
 *
 * Each way to PostgreSQL and back costs the reader time, most of all beside a busy intake. So the transaction begins with its scope
 * in one go, and its end, in which nothing is written, is not waited for.
 *
 * @returns what `work` does, as soon as it is done
 */
export function withScope<Result>(
  db: Database,
  scope: ViewerScope,
  work: (scoped: Database) => Promise<Result>,
): Promise<Result> {
  return new Promise((resolve, reject) => {
    db.connection()
      .execute(async (connection) => {
        try {
          await enter(connection, scope);
          resolve(await work(connection));
        } finally {
          // The role and the scope end here, before anybody else has the connection.
          await sql`rollback`.execute(connection);
        }
      })
      .catch(reject);
  });
}

async function enter(connection: Database, { kind, place }: ViewerScope): Promise<void> {
  // Several statements at once take no parameters; as literals, both are quoted.
  await sql`
    begin; select set_config('report.scope_kind', ${sql.lit(kind)}, true), set_config('report.scope_place', ${sql.lit(place)}, true),
      set_config('role', 'report_reader', true)
  `.execute(connection);
}
