import type { FastifyRequest } from 'fastify';
import { sql } from 'kysely';
import type { CitizenNames } from '../../contract/index.ts';
import { asViewer } from '../access/index.ts';
import { audit } from '../audit/index.ts';
import type { CentreContext } from '../context.ts';
import { durably } from '../database/index.ts';
import { reopenRecord } from '../intake/index.ts';

/**
 * Opens the sealed records of these tokens for the names in them. Tokens beyond the viewer's scope are left out as if there
 * were none. The looks are in the audit log before a name is given away.
 *
 * @throws REPORT_SIGN_IN when the session is nobody's, or over
 */
export async function lookAtNames(
  context: CentreContext,
  request: FastifyRequest,
  tokenIds: readonly string[],
): Promise<CitizenNames['names']> {
  const { db, keys, now } = context;
  const { by, seen } = await asViewer(context, request, async (scoped, viewer) => ({
    by: viewer.name,
    // As one parameter: a statement for each number of them would be prepared else.
    seen: await scoped
      .selectFrom('tokens')
      .where('jti', '=', sql<string>`any(${tokenIds})`)
      .where('training', '=', false)
      .select(['jti', 'record_id'])
      .execute(),
  }));
  if (seen.length === 0) return [];
  await durably(db, async (transaction) => {
    for (const { jti } of seen)
      await audit(transaction, {
        at: now(),
        event: 'citizen.name-seen',
        subject: jti,
        details: { by },
      });
  });
  const envelopes = await db
    .selectFrom('envelopes')
    .where(
      'record_id',
      'in',
      seen.map(({ record_id }) => record_id),
    )
    .select(['record_id', 'jws'])
    .execute();
  const jwsOf = new Map(envelopes.map(({ record_id, jws }) => [record_id, jws]));
  const names = seen.map(async ({ jti, record_id }) => {
    const jws = jwsOf.get(record_id);
    // Months may have been taken off: then the name is with the archive.
    if (jws === undefined) return [];
    const { identity } = await reopenRecord(jws, keys);
    const { prefix, first, middle, last } = identity.nameTh;
    return [{ tokenId: jti, name: [`${prefix}${first}`, middle, last].filter(Boolean).join(' ') }];
  });
  return (await Promise.all(names)).flat();
}
