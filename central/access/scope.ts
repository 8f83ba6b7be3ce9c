import type { FastifyRequest } from 'fastify';
import { type RawBuilder, sql } from 'kysely';
import { KioskError, type ViewerScope } from '../../contract/index.ts';
import type { CentreContext } from '../context.ts';
import type { Database } from '../database/index.ts';
import { sessionSecretOf } from './authenticate.ts';
import { sessionRow, type Viewer, type ViewerRow, viewerOf } from './viewers.ts';

/**
 * Reads for whoever is signed in, in the role `report_reader`: PostgreSQL itself leaves out every row beyond the viewer's scope
 * (row-level security), whatever the queries ask for.
 *
 * @throws REPORT_SIGN_IN when the session is nobody's, or over
 */
export async function asViewer<Result>(
  { reports, now }: Pick<CentreContext, 'reports' | 'now'>,
  request: FastifyRequest,
  work: (scoped: Database, viewer: Viewer) => Promise<Result>,
): Promise<Result> {
  const secret = sessionSecretOf(request);
  if (secret === null) throw new KioskError('REPORT_SIGN_IN');
  return inScope(reports, sessionRow(secret, now()), (scoped, row) => {
    if (row === undefined) throw new KioskError('REPORT_SIGN_IN');
    return work(scoped, viewerOf(row));
  });
}

/** The same for a viewer who is known already. */
export function withScope<Result>(
  db: Database,
  { kind, place }: ViewerScope,
  work: (scoped: Database) => Promise<Result>,
): Promise<Result> {
  const scope = sql<ViewerRow>`
    (select '' as name, ${sql.lit(kind)} as scope_kind, ${sql.lit(place)} as scope_place)`;
  return inScope(db, scope, work);
}

/**
 * Each way to PostgreSQL and back costs the reader time, most of all beside a busy intake. So the transaction begins and takes its
 * scope in one go, and its end, in which nothing is written, is not waited for. Compiling
 * a query (`jit`) would take longer than any of these takes to run: with row-level security they look dear beforehand, and are not.
 *
 * @param scope a query for one row, without parameters: several statements at once take none. Without a row no role is taken
 */
function inScope<Result>(
  db: Database,
  scope: RawBuilder<ViewerRow>,
  work: (scoped: Database, row: ViewerRow | undefined) => Promise<Result>,
): Promise<Result> {
  return new Promise((resolve, reject) => {
    db.connection()
      .execute(async (connection) => {
        try {
          const { rows } = await sql<ViewerRow>`
            begin; select name, scope_kind, scope_place, set_config('report.scope_kind', scope_kind, true),
              set_config('report.scope_place', scope_place, true), set_config('jit', 'off', true),
              set_config('role', 'report_reader', true)
            from ${scope} scope`.execute(connection);
          resolve(await work(connection, rows[0]));
        } finally {
          // The role and the scope end here, before anybody else has the connection.
          await sql`rollback`.execute(connection);
        }
      })
      .catch(reject);
  });
}
