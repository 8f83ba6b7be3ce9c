import type Database from 'better-sqlite3-multiple-ciphers';
import type { Level, TokenChange, TokenStatus } from '../../contract/index.ts';

/** A token as the kiosk remembers it: nothing of the citizen, not even the pseudonym. */
export type RegisteredToken = {
  tokenId: string;
  recordId: string;
  status: TokenStatus;
  level: Level;
  issuedAt: string;
  expiresAt: string;
};

export type TokenRegister = {
  /** Adds a token just issued, in the caller's transaction. */
  add(token: Omit<RegisteredToken, 'status'>): void;
  ofRecord(recordId: string): RegisteredToken | null;
  /** Takes over what the centre says of tokens; false when it knows none of them, or nothing new. */
  update(changes: readonly TokenChange[]): boolean;
  /** Forgets tokens that expired before this (ISO 8601 UTC); the number of them. */
  purgeExpired(before: string): number;
};

export function createTokenRegister(db: Database.Database): TokenRegister {
  const insert = db.prepare<[Omit<RegisteredToken, 'status'>]>(
    `INSERT INTO tokens (token_id, record_id, status, level, issued_at, expires_at)
     VALUES (@tokenId, @recordId, 'issued', @level, @issuedAt, @expiresAt)`,
  );
  const select = db.prepare<[string], RegisteredToken>(
    `SELECT token_id AS tokenId, record_id AS recordId, status, level, issued_at AS issuedAt, expires_at AS expiresAt
     FROM tokens WHERE record_id = ?`,
  );
  const change = db.prepare<[TokenStatus, Level, string, TokenStatus, Level]>(
    'UPDATE tokens SET status = ?, level = ? WHERE token_id = ? AND (status <> ? OR level <> ?)',
  );
  const purgeExpired = db.prepare<[string]>('DELETE FROM tokens WHERE expires_at < ?');
  return {
    purgeExpired: (before) => purgeExpired.run(before).changes,
    add: ({ tokenId, recordId, level, issuedAt, expiresAt }) => {
      insert.run({ tokenId, recordId, level, issuedAt, expiresAt });
    },
    ofRecord: (recordId) => select.get(recordId) ?? null,
    update: (changes) =>
      changes
        .map(({ tokenId, status, level }) => change.run(status, level, tokenId, status, level).changes > 0)
        .includes(true),
  };
}
