import type Database from 'better-sqlite3-multiple-ciphers';

/** Small named values (JSON text) of the rooms: provisioning, device key, registration. */
export type Settings = {
  get(name: string): string | null;
  set(name: string, value: string): void;
};

export function createSettings(db: Database.Database): Settings {
  const select = db.prepare<[string], { value: string }>('SELECT value FROM settings WHERE name = ?');
  const upsert = db.prepare<[string, string]>(
    'INSERT INTO settings (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
  );
  return {
    get: (name) => select.get(name)?.value ?? null,
    set: (name, value) => {
      upsert.run(name, value);
    },
  };
}
