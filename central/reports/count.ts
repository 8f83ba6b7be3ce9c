import { type Insertable, sql } from 'kysely';
import type { Database, Tables } from '../database/index.ts';
import { countConfirmationOfOperator, countWork, type VisitOfOperator } from './count-work.ts';
import { dayInBangkok } from './days.ts';

/** Counting happens in the transaction of what is counted: totals are never behind, never ahead. */

export type Person = { id: string; isNew: boolean };

/**
 * The persons with these hashes, by hash (hexadecimal). Persons are counted once in each scope, however many tokens
 * they hold.
 */
export async function findOrAddPersons(
  db: Database,
  hashes: readonly Buffer[],
): Promise<Map<string, Person>> {
  const wanted = [...new Set(hashes.map((hash) => hash.toString('hex')))].sort();
  const persons = new Map<string, Person>();
  if (wanted.length === 0) return persons;
  const added = await db
    .insertInto('persons')
    .values(wanted.map((hash) => ({ hash: Buffer.from(hash, 'hex') })))
    .onConflict((known) => known.column('hash').doNothing())
    .returning(['id', 'hash'])
    .execute();
  for (const { id, hash } of added) persons.set(hash.toString('hex'), { id, isNew: true });
  const missing = wanted.filter((hash) => !persons.has(hash));
  if (missing.length === 0) return persons;
  const known = await db
    .selectFrom('persons')
    .where(
      'hash',
      'in',
      missing.map((hash) => Buffer.from(hash, 'hex')),
    )
    .select(['id', 'hash'])
    .execute();
  for (const { id, hash } of known) persons.set(hash.toString('hex'), { id, isNew: false });
  return persons;
}

export type TokenToCount = {
  person: Person;
  deviceId: string;
  hcode: string;
  region: number;
  operatorId: string;
  /** When the visit was. */
  at: Date;
};

/** Rows are written in the order of their keys, so that two groups at once never wait for each other in a circle. */
export async function countTokens(db: Database, tokens: readonly TokenToCount[]): Promise<void> {
  if (tokens.length === 0) return;
  const once = await takeOnce(db, tokens);
  const days = new Map<string, { where: Where; counts: typeof NO_COUNTS }>();
  const work: VisitOfOperator[] = [];
  for (const token of tokens) {
    const { person, deviceId, hcode, region, at } = token;
    const key = JSON.stringify([hcode, deviceId, dayInBangkok(at)]);
    const counts = days.get(key)?.counts ?? NO_COUNTS;
    const newToFacility = once(person, 'facility', hcode);
    work.push({ ...token, newToFacility });
    days.set(key, {
      where: { deviceId, hcode, at },
      counts: {
        tokens: counts.tokens + 1,
        persons_new_to_device: counts.persons_new_to_device + once(person, 'device', deviceId),
        persons_new_to_facility: counts.persons_new_to_facility + newToFacility,
        persons_new_to_region: counts.persons_new_to_region + once(person, 'region', String(region)),
        persons_new_to_nation: counts.persons_new_to_nation + once(person, 'nation', ''),
      },
    });
  }
  const inOrder = [...days].sort(([one], [other]) => (one < other ? -1 : 1));
  await addToDays(
    db,
    inOrder.map(([, day]) => day),
  );
  await countWork(db, work);
}

type Scope = 'region' | 'facility' | 'device';

/** Enters where the persons are seen; the function it gives is 1 for a person's first time in a scope, then 0. */
async function takeOnce(db: Database, tokens: readonly TokenToCount[]) {
  const keyOf = (personId: string, kind: string, scope: string) => JSON.stringify([personId, kind, scope]);
  const scopes = new Map<string, { person_id: string; kind: Scope; scope: string }>();
  for (const { person, region, hcode, deviceId } of tokens) {
    const of = { region: String(region), facility: hcode, device: deviceId };
    for (const kind of ['region', 'facility', 'device'] as const)
      scopes.set(keyOf(person.id, kind, of[kind]), { person_id: person.id, kind, scope: of[kind] });
  }
  const added = await db
    .insertInto('person_scopes')
    .values([...scopes].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, row]) => row))
    .onConflict((known) => known.doNothing())
    .returning(['person_id', 'kind', 'scope'])
    .execute();
  const first = new Set(added.map(({ person_id, kind, scope }) => keyOf(person_id, kind, scope)));
  for (const { person } of tokens) if (person.isNew) first.add(keyOf(person.id, 'nation', ''));
  return ({ id }: Person, kind: Scope | 'nation', scope: string): number =>
    Number(first.delete(keyOf(id, kind, scope)));
}

const NO_COUNTS = {
  tokens: 0,
  persons_new_to_device: 0,
  persons_new_to_facility: 0,
  persons_new_to_region: 0,
  persons_new_to_nation: 0,
};

export type Where = { deviceId: string; hcode: string; at: Date };

/** Counts on the day of the confirmation, for the device, facility and operator that issued the token. */
export async function countConfirmation(
  db: Database,
  { operatorId, ...where }: Where & { operatorId: string | null },
): Promise<void> {
  await addToDays(db, [{ where, counts: { confirmed_tokens: 1 } }]);
  if (operatorId !== null) await countConfirmationOfOperator(db, { ...where, operatorId });
}

type Counts = Omit<Insertable<Tables['daily_counts']>, 'hcode' | 'device_id' | 'day'>;

/** The same columns for all. */
async function addToDays<Added extends Counts>(
  db: Database,
  days: readonly { where: Where; counts: Added }[],
): Promise<void> {
  const columns = Object.keys(days[0]?.counts ?? {});
  await db
    .insertInto('daily_counts')
    .values(
      days.map(({ where: { deviceId, hcode, at }, counts }) => ({
        ...{ hcode, device_id: deviceId, day: dayInBangkok(at) },
        ...counts,
      })),
    )
    .onConflict((known) =>
      known
        .columns(['hcode', 'device_id', 'day'])
        .doUpdateSet(
          Object.fromEntries(
            columns.map((name) => [name, sql`daily_counts.${sql.ref(name)} + excluded.${sql.ref(name)}`]),
          ),
        ),
    )
    .execute();
}
