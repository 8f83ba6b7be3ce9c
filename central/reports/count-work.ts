import { sql } from 'kysely';
import type { Database } from '../database/index.ts';
import { dayInBangkok, hourInBangkok } from './days.ts';

/** Whose work the visits were, and at which hours: in the transaction that counts them, in the order of the keys. */

type Visit = { hcode: string; operatorId: string; at: Date };

export async function countWork(db: Database, visits: readonly Visit[]): Promise<void> {
  const operators = tally(visits, ({ hcode, operatorId, at }) => [hcode, operatorId, dayInBangkok(at)]);
  await db
    .insertInto('operator_days')
    .values(operators.map(([[hcode, operator_id, day], tokens]) => ({ hcode, operator_id, day, tokens })))
    .onConflict((known) =>
      known
        .columns(['hcode', 'operator_id', 'day'])
        .doUpdateSet({ tokens: sql`operator_days.tokens + excluded.tokens` }),
    )
    .execute();
  const hours = tally(visits, ({ hcode, at }) => [
    hcode,
    dayInBangkok(at),
    String(hourInBangkok(at)).padStart(2, '0'),
  ]);
  await db
    .insertInto('hourly_counts')
    .values(hours.map(([[hcode, day, hour], count]) => ({ hcode, day, hour: Number(hour), visits: count })))
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

/** How many visits have each key, in the order of the keys. */
function tally(visits: readonly Visit[], keyOf: (visit: Visit) => Key): [Key, number][] {
  const counts = new Map<string, [Key, number]>();
  for (const visit of visits) {
    const key = keyOf(visit);
    const name = JSON.stringify(key);
    counts.set(name, [key, (counts.get(name)?.[1] ?? 0) + 1]);
  }
  return [...counts].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, entry]) => entry);
}
