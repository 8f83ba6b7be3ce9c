import type { Migration } from './migrate.ts';

/**
 * Every table of the kiosk, in the order it came to be. Forward only: a step that was shipped never changes,
 * a new one is added at the end. What the rows mean is known by the room that reads them.
 *
 * Times are ISO 8601 UTC with milliseconds, so text compares as time. No column holds a citizen ID or a name of a citizen.
 */
export const migrations: readonly Migration[] = [
  {
    name: 'settings, outbox, tokens, audit, staff',
    sql: `
      CREATE TABLE settings (
        name TEXT PRIMARY KEY,
        value TEXT NOT NULL
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE outbox (
        seq INTEGER PRIMARY KEY,
        record_id TEXT NOT NULL UNIQUE,
        created_at TEXT NOT NULL,
        sha256 TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('queued', 'leased', 'received', 'parked')),
        due_at TEXT NOT NULL,
        attempts INTEGER NOT NULL DEFAULT 0,
        leased_until TEXT,
        parked_error TEXT,
        parked_owner TEXT,
        receipt TEXT,
        received_at TEXT,
        CHECK ((state = 'leased') = (leased_until IS NOT NULL)),
        CHECK ((state = 'parked') = (parked_error IS NOT NULL AND parked_owner IS NOT NULL)),
        CHECK ((state = 'received') = (receipt IS NOT NULL AND received_at IS NOT NULL))
      ) STRICT;
      CREATE INDEX outbox_due ON outbox (state, due_at, seq);
      CREATE INDEX outbox_waiting ON outbox (created_at) WHERE state IN ('queued', 'leased');
      CREATE INDEX outbox_received ON outbox (received_at) WHERE state = 'received';

      -- Apart from their rows: a change of state must not rewrite tens of kilobytes.
      CREATE TABLE outbox_envelopes (
        record_id TEXT PRIMARY KEY REFERENCES outbox (record_id),
        jws TEXT NOT NULL
      ) STRICT;

      CREATE TABLE tokens (
        token_id TEXT PRIMARY KEY,
        record_id TEXT NOT NULL UNIQUE,
        status TEXT NOT NULL CHECK (status IN ('issued', 'confirmed', 'revoked')),
        level TEXT NOT NULL,
        issued_at TEXT NOT NULL,
        expires_at TEXT NOT NULL
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE audit (
        seq INTEGER PRIMARY KEY,
        at TEXT NOT NULL,
        actor TEXT NOT NULL,
        event TEXT NOT NULL,
        subject TEXT,
        details TEXT NOT NULL,
        hash TEXT NOT NULL
      ) STRICT;
      CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit
        BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
      CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit
        BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;

      CREATE TABLE staff (
        id TEXT PRIMARY KEY,
        name TEXT NOT NULL,
        role TEXT NOT NULL CHECK (role IN ('operator', 'supervisor')),
        pin TEXT NOT NULL,
        failed_tries INTEGER NOT NULL DEFAULT 0
      ) STRICT, WITHOUT ROWID;
    `,
  },
  {
    name: 'outbox counts kept as rows change, records by time',
    sql: `
      -- Counting a hundred thousand rows takes as long as everything else a screen asks for.
      CREATE TABLE outbox_counts (
        state TEXT PRIMARY KEY,
        records INTEGER NOT NULL
      ) STRICT, WITHOUT ROWID;
      INSERT INTO outbox_counts VALUES ('queued', 0), ('leased', 0), ('received', 0), ('parked', 0);
      UPDATE outbox_counts SET records = (SELECT count(*) FROM outbox WHERE outbox.state = outbox_counts.state);

      CREATE TRIGGER outbox_added AFTER INSERT ON outbox BEGIN
        UPDATE outbox_counts SET records = records + 1 WHERE state = NEW.state;
      END;
      CREATE TRIGGER outbox_moved AFTER UPDATE OF state ON outbox WHEN OLD.state <> NEW.state BEGIN
        UPDATE outbox_counts SET records = records - 1 WHERE state = OLD.state;
        UPDATE outbox_counts SET records = records + 1 WHERE state = NEW.state;
      END;
      CREATE TRIGGER outbox_removed AFTER DELETE ON outbox BEGIN
        UPDATE outbox_counts SET records = records - 1 WHERE state = OLD.state;
      END;

      CREATE INDEX outbox_made ON outbox (created_at);
      CREATE INDEX outbox_parked ON outbox (seq) WHERE state = 'parked';
    `,
  },
  {
    name: 'the audit log begins where its purged part ended',
    sql: `
      CREATE TABLE audit_start (
        one INTEGER PRIMARY KEY CHECK (one = 1),
        seq INTEGER NOT NULL,
        hash TEXT NOT NULL
      ) STRICT;
      INSERT INTO audit_start VALUES (1, 0, '${'0'.repeat(64)}');
      CREATE TRIGGER audit_start_forward BEFORE UPDATE ON audit_start WHEN NEW.seq <= OLD.seq
        BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
      DROP TRIGGER audit_no_delete;
      CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit WHEN OLD.seq > (SELECT seq FROM audit_start)
        BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
    `,
  },
  {
    name: 'staff edited at the device',
    sql: `
      ALTER TABLE staff ADD COLUMN active INTEGER NOT NULL DEFAULT 1;
      ALTER TABLE staff ADD COLUMN added_here INTEGER NOT NULL DEFAULT 0;
    `,
  },
  {
    name: 'call-backs of the facility',
    sql: `
      CREATE TABLE call_backs (
        token_id TEXT PRIMARY KEY,
        record_id TEXT NOT NULL,
        device_name TEXT NOT NULL,
        enrolled_at TEXT NOT NULL,
        added_at TEXT NOT NULL,
        closed_at TEXT
      ) STRICT, WITHOUT ROWID;
    `,
  },
  {
    name: 'whether a PIN is its owner’s alone',
    sql: `
      -- Of those set before nobody knows who else knows them.
      ALTER TABLE staff ADD COLUMN pin_own INTEGER NOT NULL DEFAULT 0;
    `,
  },
];
