import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { electronRuntime } from './electron-runtime.ts';
import { inCache, inProject, workFolder } from './paths.ts';
import { runProgram } from './run-program.ts';
import { SetupError } from './setup-error.ts';
import { requireBuildTools } from './system-packages.ts';

/** The package's prebuilt addons are made for this Node-API; an older runtime crashes when it loads them. */
const PREBUILT_FOR_NODE_API = 10;

const addon = 'better-sqlite3-multiple-ciphers';
const stampFile = inCache('sqlite', 'built-for.json');

/** Where the addon lies that was built for this runtime. Absent when the package's own prebuilt one loads. */
export const sqliteAddonFile = inCache('sqlite', 'better_sqlite3.node');

export function isSqliteReady(): boolean {
  if (!needsBuild()) return !existsSync(sqliteAddonFile);
  return existsSync(sqliteAddonFile) && readStamp() === stamp();
}

/**
 * Where the runtime is too old for the prebuilt SQLite addon, builds it from the package's own source, in a
 * folder apart: node_modules stays as npm left it, and Node itself goes on using the prebuilt one.
 */
export async function prepareSqlite(log: (line: string) => void): Promise<void> {
  rmSync(dirname(sqliteAddonFile), { recursive: true, force: true });
  if (!needsBuild()) return;
  await requireBuildTools(log);
  log(`the prebuilt addon needs a newer Electron than ${electronRuntime().version}: building it from source`);
  const work = workFolder('sqlite');
  try {
    const built = await build(work);
    await proveInRuntime(built, work);
    mkdirSync(dirname(sqliteAddonFile), { recursive: true });
    renameSync(built, sqliteAddonFile);
    writeFileSync(stampFile, stamp());
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

async function build(folder: string): Promise<string> {
  for (const part of ['src', 'deps', 'lib', 'binding.gyp', 'package.json']) {
    cpSync(inProject('node_modules', addon, part), join(folder, part), { recursive: true });
  }
  const nodeGyp = inProject('node_modules', 'node-gyp', 'bin', 'node-gyp.js');
  await runProgram(process.execPath, [nodeGyp, 'rebuild', '--release', '--force_build=1', '--jobs=max'], {
    cwd: folder,
    env: {
      // The addon asks for Node-API 10, which the old runtime refuses, but uses only what it knows as experimental.
      CXXFLAGS:
        '-UNAPI_VERSION -DNAPI_VERSION=2147483647 -DNAPI_EXPERIMENTAL -DNODE_API_EXPERIMENTAL_NOGC_ENV_OPT_OUT',
      npm_config_nodedir: nodeHeaders(),
    },
  }).catch((cause) => {
    throw new SetupError(
      'The SQLite addon could not be built',
      'Install a C++20 compiler, make and Python 3 (Debian: sudo apt-get install g++ make python3), then run the command again.',
      { cause },
    );
  });
  return join(folder, 'build', 'Release', 'better_sqlite3.node');
}

/** A place that has Node's headers; without one node-gyp downloads them. The Node-API in them is a stable C API. */
function nodeHeaders(): string | undefined {
  const besideNode = join(dirname(process.execPath), '..');
  return [process.env.npm_config_nodedir, besideNode, '/usr', '/usr/local'].find(
    (place) => place && existsSync(join(place, 'include', 'node', 'node_api.h')),
  );
}

/** Writes an encrypted database in the runtime and reads it back; without its key it must not open. */
async function proveInRuntime(built: string, work: string): Promise<void> {
  const script = `
    const Database = require(${JSON.stringify(inProject('node_modules', addon))});
    const open = (key) => {
      const db = new Database(${JSON.stringify(join(work, 'proof.db'))}, { nativeBinding: ${JSON.stringify(built)} });
      if (key) db.pragma(\`key='\${key}'\`);
      return db;
    };
    const db = open('proof');
    db.exec('CREATE TABLE proof (word TEXT)');
    db.prepare('INSERT INTO proof VALUES (?)').run('sealed');
    db.close();
    if (open('proof').prepare('SELECT word FROM proof').pluck().get() !== 'sealed') throw new Error('not written');
    try { open().prepare('SELECT word FROM proof').get(); } catch { process.exit(0); }
    throw new Error('readable without its key');`;
  await runProgram(electronRuntime().path, ['-e', script], { env: { ELECTRON_RUN_AS_NODE: '1' } });
}

function needsBuild(): boolean {
  return electronRuntime().nodeApi < PREBUILT_FOR_NODE_API;
}

function stamp(): string {
  const { version } = JSON.parse(readFileSync(inProject('node_modules', addon, 'package.json'), 'utf8'));
  return JSON.stringify({ addon: version, electron: electronRuntime().version });
}

function readStamp(): string | undefined {
  return existsSync(stampFile) ? readFileSync(stampFile, 'utf8') : undefined;
}
