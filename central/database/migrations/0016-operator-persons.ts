import { type Kysely, sql } from 'kysely';

/**
 * Persons by operator: each person of a facility counts with the operator whose token was the person's first there, so an operator's
 * sum is a part of the facility's. What came before is reckoned from the tokens themselves.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table operator_days add column persons_new_to_facility integer not null default 0;
    update operator_days d set persons_new_to_facility = f.persons
    from (
      select hcode, operator_id, (issued_at at time zone 'Asia/Bangkok')::date as day, count(*) as persons
      from (
        select distinct on (hcode, person_id) hcode, operator_id, issued_at from tokens
        where not training order by hcode, person_id, issued_at
      ) first_tokens
      group by hcode, operator_id, day
    ) f
    where (d.hcode, d.operator_id, d.day) = (f.hcode, f.operator_id, f.day);
  `.execute(db);
}
