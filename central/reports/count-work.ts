import { sql } from 'kysely';
import type { Database } from '../database/index.ts';
import { dayInBangkok, hourInBangkok } from './days.ts';

/** Whose work the visits were, and at which hours: in the transaction that counts them, in the order of the keys. */

type Visit = { hcode: string; operatorId: string; at: Date };

/** `newToFacility`: 1 where the person had no token of the facility before, else 0. */
export type VisitOfOperator = Visit & { newToFacility: number };

export async function countWork(db: Database, visits: readonly VisitOfOperator[]): Promise<void> {
  const operators = byKey(visits, ({ hcode, operatorId, at }) => [hcode, operatorId, dayInBangkok(at)]);
  await db
    .insertInto('operator_days')
    .values(
      operators.map(([[hcode, operator_id, day], its]) => ({
        ...{ hcode, operator_id, day, tokens: its.length },
        persons_new_to_facility: its.reduce((sum, { newToFacility }) => sum + newToFacility, 0),
      })),
    )
    .onConflict((known) =>
      known.columns(['hcode', 'operator_id', 'day']).doUpdateSet({
        tokens: sql`operator_days.tokens + excluded.tokens`,
        persons_new_to_facility: sql`operator_days.persons_new_to_facility + excluded.persons_new_to_facility`,
      }),
    )
    .execute();
  const hours = byKey(visits, ({ hcode, at }) => [
    hcode,
    dayInBangkok(at),
    String(hourInBangkok(at)).padStart(2, '0'),
  ]);
  await db
    .insertInto('hourly_counts')
    .values(hours.map(([[hcode, day, hour], its]) => ({ hcode, day, hour: Number(hour), visits: its.length })))
    .onConflict((known) =>
      known
        .columns(['hcode', 'day', 'hour'])
        .doUpdateSet({ visits: sql`hourly_counts.visits + excluded.visits` }),
    )
    .execute();
}

export async function countConfirmationOfOperator(
  db: Database,
  { hcode, operatorId, at }: Visit,
): Promise<void> {
  await db
    .insertInto('operator_days')
    .values({ hcode, operator_id: operatorId, day: dayInBangkok(at), confirmed_tokens: 1 })
    .onConflict((known) =>
      known
        .columns(['hcode', 'operator_id', 'day'])
        .doUpdateSet({ confirmed_tokens: sql`operator_days.confirmed_tokens + excluded.confirmed_tokens` }),
    )
    .execute();
}

type Key = [string, string, string];

/** The visits of each key, in the order of the keys. */
function byKey(visits: readonly VisitOfOperator[], keyOf: (visit: Visit) => Key): [Key, VisitOfOperator[]][] {
  const groups = Map.groupBy(visits, (visit) => JSON.stringify(keyOf(visit)));
  return [...groups]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([key, its]) => [JSON.parse(key) as Key, its]);
}
