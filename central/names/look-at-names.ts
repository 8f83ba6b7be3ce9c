import type { CitizenNames, ViewerView } from '../../contract/index.ts';
import { withScope } from '../access/index.ts';
import { audit } from '../audit/index.ts';
import type { CentreContext } from '../context.ts';
import { durably } from '../database/index.ts';
import { reopenRecord } from '../intake/index.ts';

/**
 * Opens the sealed records of these tokens for the names in them. Tokens beyond the viewer's scope are left out as if there
 * were none. The looks are in the audit log before a name is given away.
 */
export async function lookAtNames(
  { db, keys, now }: CentreContext,
  viewer: ViewerView,
  tokenIds: readonly string[],
): Promise<CitizenNames['names']> {
  const seen = await withScope(db, viewer.scope, (scoped) =>
    scoped
      .selectFrom('tokens')
      .where('jti', 'in', tokenIds)
      .where('training', '=', false)
      .select(['jti', 'record_id'])
      .execute(),
  );
  if (seen.length === 0) return [];
  await durably(db, async (transaction) => {
    for (const { jti } of seen)
      await audit(transaction, {
        at: now(),
        event: 'citizen.name-seen',
        subject: jti,
        details: { by: viewer.name },
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
