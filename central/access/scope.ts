import type { FastifyRequest } from 'fastify';
import { sql } from 'kysely';
import { KioskError } from '../../contract/index.ts';
import type { CentreContext } from '../context.ts';
import type { Database } from '../database/index.ts';
import { sessionSecretOf } from './authenticate.ts';
import { sessionHash, type Viewer, type ViewerRow, viewerOf } from './viewers.ts';

type Work<Result> = (scoped: Database, viewer: Viewer) => Promise<Result>;

/**
 * Reads for whoever is signed in, over the report's own account: PostgreSQL itself leaves out every row beyond the viewer's scope
 * (row-level security), whatever the queries ask for.
 *
 * @throws REPORT_SIGN_IN when the session is nobody's, or over
 */
export async function asViewer<Result>(
  { reports, now }: Pick<CentreContext, 'reports' | 'now'>,
  request: FastifyRequest,
  work: Work<Result>,
): Promise<Result> {
  const secret = sessionSecretOf(request);
  if (secret === null) throw new KioskError('REPORT_SIGN_IN');
  return inSession(reports, secret, now(), work);
}

/**
 * The same for a session by its secret. There is no other way to a scope: `enter_report` looks it up and seals it for this transaction
 * (`0017-scope-of-session.ts`).
 *
 * Each way to PostgreSQL and back costs the reader time, most of all beside a busy intake. So the transaction begins and takes its
 * scope in one go, and its end, in which nothing is written, is not waited for. The session's hash goes as a parameter: the text of a
 * statement can be read by others of the same account while it runs (`pg_stat_activity`).
 *
 * @throws REPORT_SIGN_IN when the session is nobody's, or over
 */
export function inSession<Result>(
  reports: Database,
  secret: string,
  at: Date,
  work: Work<Result>,
): Promise<Result> {
  return new Promise((resolve, reject) => {
    const read = async (connection: Database): Promise<Result> => {
      const { rows } = await sql<ViewerRow>`begin; select name, scope_kind, scope_place
        from enter_report(${sessionHash(secret)}, ${at})`.execute(connection);
      if (rows[0] === undefined) throw new KioskError('REPORT_SIGN_IN');
      return work(connection, viewerOf(rows[0]));
    };
    reports
      .connection()
      .execute(async (connection) => {
        // What is told first stays: neither the answer nor a fault waits for the end, or is lost to one that fails.
        await read(connection).then(resolve, reject);
        await sql`rollback`.execute(connection);
      })
      .catch(reject);
  });
}
