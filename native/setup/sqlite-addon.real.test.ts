import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { electronExecutable, inProject, runProgram, sqliteAddonFile } from './index.ts';

describe('the SQLite addon', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'sqlite-addon-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  /** Runs a script in Electron's own Node, with a function that opens the database. */
  function inElectron(script: string): Promise<string> {
    const options = existsSync(sqliteAddonFile) ? { nativeBinding: sqliteAddonFile } : {};
    const open = `(key) => {
      const Database = require(${JSON.stringify(inProject('node_modules', 'better-sqlite3-multiple-ciphers'))});
      const db = new Database(${JSON.stringify(path.join(folder, 'vault.db'))}, ${JSON.stringify(options)});
      if (key) db.pragma(\`key='\${key}'\`);
      return db;
    }`;
    return runProgram(electronExecutable(), ['-e', `const open = ${open}; ${script}`], {
      env: { ELECTRON_RUN_AS_NODE: '1' },
    });
  }

  it('writes a database in Electron that only its key opens', async () => {
    await inElectron(`const db = open('right'); db.exec("CREATE TABLE t AS SELECT 'a secret word' AS word")`);
    expect(readFileSync(path.join(folder, 'vault.db')).includes('a secret word')).toBe(false);
    const read = `console.log(db.prepare('SELECT word FROM t').pluck().get())`;
    expect(await inElectron(`const db = open('right'); ${read}`)).toBe('a secret word\n');
    await expect(inElectron(`const db = open('wrong'); ${read}`)).rejects.toThrow(/not a database/);
    await expect(inElectron(`const db = open(); ${read}`)).rejects.toThrow(/not a database/);
  });
});
