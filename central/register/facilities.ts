import { sql } from 'kysely';
import type { Facility } from '../../contract/index.ts';
import { type Database, sumProvincesAnew } from '../database/index.ts';

/** A facility of the centre's register; null when it has none of this code. */
export async function facilityByCode(db: Database, hcode: string): Promise<Facility | null> {
  const [facility] = await facilitiesOf(db, [hcode]);
  return facility ?? null;
}

export type Entered = { added: number; changed: number; unchanged: number };

/**
 * Enters facilities: new ones, and what has changed of known ones, of which the history keeps what they were. Counts follow
 * a facility into another province or region. To be run in a transaction.
 */
export async function enterFacilities(
  db: Database,
  facilities: readonly Facility[],
  at: Date,
): Promise<Entered> {
  const codes = facilities.map(({ hcode }) => hcode);
  const known = new Map((await facilitiesOf(db, codes)).map((facility) => [facility.hcode, facility]));
  const changes = facilities
    .map((after) => ({ before: known.get(after.hcode) ?? null, after }))
    .filter(({ before, after }) => before === null || !isSame(before, after));
  for (const { before, after } of changes) {
    const { hcode, nameTh, nameEn, ...place } = after;
    const row = { name_th: nameTh, name_en: nameEn, ...place };
    await db
      .insertInto('facilities')
      .values({ hcode, ...row })
      .onConflict((entered) => entered.column('hcode').doUpdateSet(row))
      .execute();
    await db
      .insertInto('facility_changes')
      .values({ hcode, at, before: before && JSON.stringify(before), after: JSON.stringify(after) })
      .execute();
  }
  const moved = changes.flatMap(({ before, after }) =>
    before !== null && (before.province !== after.province || before.region !== after.region)
      ? [before.province, after.province]
      : [],
  );
  if (moved.length > 0) await sumProvincesAnew(db, moved);
  const added = changes.filter(({ before }) => before === null).length;
  return { added, changed: changes.length - added, unchanged: facilities.length - changes.length };
}

async function facilitiesOf(db: Database, hcodes: readonly string[]): Promise<Facility[]> {
  if (hcodes.length === 0) return [];
  const rows = await db
    .selectFrom('facilities')
    .where('hcode', '=', sql<string>`any(${hcodes})`)
    .selectAll()
    .execute();
  return rows.map(({ name_th: nameTh, name_en: nameEn, ...rest }) => ({ nameTh, nameEn, ...rest }));
}

function isSame(one: Facility, other: Facility): boolean {
  return (['nameTh', 'nameEn', 'province', 'amphoe', 'region'] as const).every(
    (name) => one[name] === other[name],
  );
}
