import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { withAccount } from './account-url.ts';

const ACCOUNT = { user: 'report_reader_ศูนย์ "1"', password: 'p@:/?#&%' };

/** As `pg` reads an address. */
const read = (url: string) => {
  const { user, password, host, port, database, connectionParameters } = new pg.Client(url) as pg.Client & {
    connectionParameters: object;
  };
  const { statement_timeout } = connectionParameters as { statement_timeout?: string };
  return { user, password, host, port, database, statement_timeout };
};

describe('the address of the database for another account', () => {
  it.each([
    'postgres://centre:secret@127.0.0.1:6432/centre',
    'postgresql://centre@db.example/centre',
    'postgres://db.example:5433/centre?statement_timeout=200',
    'postgres://centre:se%40cret@[::1]:5432/centre?user=centre&statement_timeout=200&password=secret',
    'postgres://centre:se@cret@db.example/centre',
    'postgres:///centre?host=/var/run/postgresql&user=centre',
    'postgres://centre:secret@%2Fvar%2Frun%2Fpostgresql/centre',
  ])('%s stays the same but for the account', (url) => {
    expect(read(withAccount(url, ACCOUNT))).toEqual({ ...read(url), ...ACCOUNT });
  });

  it('keeps several hosts and every option as they are', () => {
    const rest = 'one:5432,two:5433/centre?target_session_attrs=read-write&options=-c%20geqo%3Doff';
    expect(withAccount(`postgres://centre:secret@${rest}`, { user: 'report', password: 'word' })).toBe(
      `postgres://report:word@${rest}`,
    );
  });

  it('is none in another form', () => {
    expect(() => withAccount('/var/run/postgresql centre', ACCOUNT)).toThrow('postgres://');
  });
});
