import { createHash } from 'node:crypto';
import type { PostgresPool, PostgresPoolClient } from 'kysely';
import type pg from 'pg';

/** A statement that begins so is sent right behind the `begin`, in the same go, and may have parameters all the same. */
const BEGIN = 'begin; ';
const END = 'rollback';

/**
 * The pool's connections for the report, which asks few statements often: a transaction that begins with `begin; …`, asks, and ends
 * with `rollback`, for each use of a connection. A statement with parameters is prepared under its own hash, so that PostgreSQL plans
 * it a few times only; it has to name its columns (after a change of the tables `*` would be refused).
 *
 * A connection goes back to the pool only if it has done nothing but read in that one transaction. What SQL that got into a query
 * could leave behind for the next viewer, another statement under a known name or a temporary table, is gone with the connection;
 * so is, here and there, one on which a query failed.
 *
 * @param pool with `pipeline`, or the `begin` would be waited for
 */
export function reportConnections(pool: pg.Pool): PostgresPool {
  const nameOf = statementNames();
  return {
    options: pool.options,
    end: () => pool.end(),
    connect: async () => readingOnly(await pool.connect(), nameOf),
  };
}

function readingOnly(client: pg.PoolClient, nameOf: (text: string) => string): PostgresPoolClient {
  let ends = 0;
  let isSpoilt = false;

  async function read(text: string, values: unknown[]): Promise<pg.QueryResult> {
    const answer: pg.QueryResult | pg.QueryResult[] = await client.query(
      values.length > 0 ? { name: nameOf(text), text, values } : text,
    );
    const answers = [answer].flat();
    if (answers.some(({ command }) => command !== 'SELECT')) isSpoilt = true;
    return answers.at(-1) as pg.QueryResult;
  }

  async function send(text: string, values: unknown[]): Promise<pg.QueryResult> {
    if (text === END) {
      ends += 1;
      return client.query(END);
    }
    if (!text.startsWith(BEGIN)) return read(text, values);
    const [, entered] = await Promise.all([client.query('begin'), read(text.slice(BEGIN.length), values)]);
    return entered;
  }

  async function query(text: string, values: unknown[]): Promise<pg.QueryResult> {
    try {
      return await send(text, values);
    } catch (error) {
      isSpoilt = true;
      throw error;
    }
  }
  const release = (destroy = false): void => client.release(destroy || isSpoilt || ends !== 1);
  // Without the other form of `query`, by cursor: no report is read that way.
  return { query, release } as unknown as PostgresPoolClient;
}

function statementNames(): (text: string) => string {
  const names = new Map<string, string>();
  return (text) => {
    const name = names.get(text) ?? createHash('sha256').update(text).digest('base64url');
    names.set(text, name);
    return name;
  };
}
