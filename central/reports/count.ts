import { type Insertable, sql } from 'kysely';
import type { Database, Tables } from '../database/index.ts';

/** Counting happens in the transaction of what is counted: totals are never behind, never ahead. */

export type Person = { id: string; isNew: boolean };

/** Persons are counted once in each scope, however many tokens they hold. */
export async function findOrAddPerson(db: Database, hash: Buffer): Promise<Person> {
  const added = await db
    .insertInto('persons')
    .values({ hash })
    .onConflict((known) => known.column('hash').doNothing())
    .returning('id')
    .executeTakeFirst();
  if (added !== undefined) return { id: added.id, isNew: true };
  const known = await db
    .selectFrom('persons')
    .where('hash', '=', hash)
    .select('id')
    .executeTakeFirstOrThrow();
  return { id: known.id, isNew: false };
}

export type TokenToCount = {
  person: Person;
  deviceId: string;
  hcode: string;
  region: number;
  /** When the visit was. */
  at: Date;
};

export async function countToken(
  db: Database,
  { person, deviceId, hcode, region, at }: TokenToCount,
): Promise<void> {
  const newTo = await db
    .insertInto('person_scopes')
    .values([
      { person_id: person.id, kind: 'region', scope: String(region) },
      { person_id: person.id, kind: 'facility', scope: hcode },
      { person_id: person.id, kind: 'device', scope: deviceId },
    ])
    .onConflict((known) => known.doNothing())
    .returning('kind')
    .execute();
  const once = (kind: 'region' | 'facility' | 'device') => Number(newTo.some((scope) => scope.kind === kind));
  await addToDay(
    db,
    { deviceId, hcode, at },
    {
      tokens: 1,
      persons_new_to_device: once('device'),
      persons_new_to_facility: once('facility'),
      persons_new_to_region: once('region'),
      persons_new_to_nation: Number(person.isNew),
    },
  );
}

export type Where = { deviceId: string; hcode: string; at: Date };

/** Counts on the day of the confirmation, for the device and facility that issued the token. */
export async function countConfirmation(db: Database, where: Where): Promise<void> {
  await addToDay(db, where, { confirmed_tokens: 1 });
}

type Counts = Partial<Omit<Insertable<Tables['daily_counts']>, 'hcode' | 'device_id' | 'day'>>;

async function addToDay(db: Database, { deviceId, hcode, at }: Where, counts: Counts): Promise<void> {
  await db
    .insertInto('daily_counts')
    .values({ hcode, device_id: deviceId, day: dayInBangkok(at), ...counts })
    .onConflict((known) =>
      known
        .columns(['hcode', 'device_id', 'day'])
        .doUpdateSet(
          Object.fromEntries(
            Object.keys(counts).map((name) => [
              name,
              sql`daily_counts.${sql.ref(name)} + excluded.${sql.ref(name)}`,
            ]),
          ),
        ),
    )
    .execute();
}

const bangkokDay = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Bangkok' });

/** `YYYY-MM-DD`, as facilities count their days. */
export const dayInBangkok = (at: Date): string => bangkokDay.format(at);
