import { type Kysely, sql } from 'kysely';

/**
 * A region's facilities in the order of their codes, with what the report says of them: PostgreSQL read all facilities of the country
 * before, for those of a region lie all over the table.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create index facilities_in_order on facilities (region, hcode) include (province, amphoe, name_th);
    drop index facilities_by_region;
  `.execute(db);
}
