import { existsSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PostgresPrograms } from './postgres-program.ts';

export const POSTGRES_USER = 'centre';

/**
 * Makes the data folder `data` in `directory` unless it is there. It is made aside and moved into place whole:
 * an interrupted first start leaves nothing half done.
 */
export async function makePostgresData(
  programs: PostgresPrograms,
  directory: string,
  password: string,
): Promise<void> {
  const data = join(directory, 'data');
  if (existsSync(data)) return;
  const draft = join(directory, 'data.new');
  const passwordFile = join(directory, 'password.new');
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { mode: 0o700 });
  await programs.giveFolder(draft);
  await writeFile(passwordFile, password, { mode: 0o600 });
  await programs.giveFolder(passwordFile);
  try {
    await programs.initdb([
      ...['--pgdata', draft, '--username', POSTGRES_USER, '--pwfile', passwordFile],
      ...['--auth', 'scram-sha-256', '--encoding', 'UTF8', '--locale', 'C'],
    ]);
  } finally {
    await rm(passwordFile);
  }
  await rename(draft, data);
}
