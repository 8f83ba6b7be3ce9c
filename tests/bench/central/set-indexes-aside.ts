import type pg from 'pg';

export type SetAside = {
  /** Statements that make the indexes again; they may run at once. */
  indexes: string[];
  /** To be run after them: the foreign keys, for new rows alone. */
  references: string[];
};

/** Takes indexes and keys off the tables: rows are then added many times faster, and the indexes are built in one go. */
export async function setIndexesAside(client: pg.Client, tables: readonly string[]): Promise<SetAside> {
  const { rows: keys } = await client.query<{ off: string; back: string; isReference: boolean }>(KEYS, [
    tables,
  ]);
  for (const { off } of keys) await client.query(off);
  const { rows: indexes } = await client.query<{ off: string; back: string }>(INDEXES, [tables]);
  for (const { off } of indexes) await client.query(off);
  const own = keys.filter(({ isReference }) => !isReference);
  return {
    indexes: [...own, ...indexes].map(({ back }) => back),
    references: keys.filter(({ isReference }) => isReference).map(({ back }) => back),
  };
}

/** Foreign keys first: they hang on the others. */
const KEYS = `
  select format('alter table %s drop constraint %I', conrelid::regclass, conname) as off,
    format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid))
      || case contype when 'f' then ' not valid' else '' end as back,
    contype = 'f' as "isReference"
  from pg_constraint
  where contype in ('p', 'u', 'f') and conparentid = 0
    and (conrelid = any($1::regclass[]) or confrelid = any($1::regclass[]))
  order by contype = 'f' desc`;

const INDEXES = `
  select format('drop index %s', indexrelid::regclass) as off, pg_get_indexdef(indexrelid) as back
  from pg_index where indrelid = any($1::regclass[])`;
