import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openDatabase } from './database.ts';
import { makeKey } from './key-file.ts';
import { migrate } from './migrate.ts';
import { migrations } from './migrations.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kiosk-migrations-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('staff of a kiosk in use keep their PINs, which are nobody’s own yet', () => {
  const db = openDatabase({ file: join(folder, 'in-use.db'), key: makeKey(), nativeBinding: undefined });
  const added = migrations.findIndex(({ sql }) => sql.includes('pin_own'));
  migrate(db, migrations.slice(0, added));
  db.exec(`INSERT INTO staff (id, name, role, pin, added_here)
    VALUES ('file', 'สมใจ', 'operator', 'hash 1', 0), ('here', 'นภา', 'supervisor', 'hash 2', 1)`);
  migrate(db, migrations);
  expect(db.prepare('SELECT id, pin, pin_own FROM staff ORDER BY id').all()).toEqual([
    { id: 'file', pin: 'hash 1', pin_own: 0 },
    { id: 'here', pin: 'hash 2', pin_own: 0 },
  ]);
  db.close();
});
