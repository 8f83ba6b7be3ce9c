/**
 * Where every command of package.json begins. The rest of the project is TypeScript that Node runs as it is; this
 * file runs on older Nodes too (18 and up) and, where the installed one is too old, brings one that is not.
 */
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, realpathSync, renameSync, rmSync } from 'node:fs';
import nodeModule from 'node:module';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** The first Node that runs TypeScript without a switch. */
const OLDEST_NODE = [22, 18];

const NODE_VERSION = '24.21.0';
const NODE_PACKAGES = {
  'linux-x64':
    'sha512-3nULszZ5X0fciYpG0t6TrdApJzAn8+FlINP6OiMX7V8HrvpATPN936U1LlReOJriLRa4e8yEqQBYCnLyPNAs7Q==',
  'linux-arm64':
    'sha512-FpJRPEz2OvvTLfjIOlNGFY9JLPMKgl5m+d4oGYBLg24kJ1mmvN1Zl/HPJgF4HDaJ51ISev1l1cRZ/DM+keXW5g==',
  'win32-x64':
    'sha512-0ddSuAi9KnmYzfjJwKfFUO5YfljMVfa9smiGRQXmp5QGhm8KXk7xbqkFNeaPXVaL6sfZ5oGfCD7q8wWY/TnypA==',
};

const here = path.dirname(fileURLToPath(import.meta.url));
const cache = path.join(here, '..', '..', '.cache');
const main = path.join(here, 'main.ts');

// Compiled code is kept from run to run, for us and for what we start.
process.env.NODE_COMPILE_CACHE ??= path.join(cache, 'compiled');
nodeModule.enableCompileCache?.();

try {
  if (isNewEnough(process.versions.node)) {
    putFirstInPath(path.dirname(process.execPath));
    await import(pathToFileURL(main).href);
  } else {
    runWith(bringNode());
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

function isNewEnough(version) {
  const [major, minor] = version.split('.').map(Number);
  return major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1]);
}

/** So that npm and everything else that is started from here uses the same Node. */
function putFirstInPath(folder) {
  process.env.PATH = [folder, process.env.PATH].join(path.delimiter);
}

/** Hands over to a newer Node; what ends one ends the other. */
function runWith(node) {
  putFirstInPath(path.dirname(node));
  const child = spawn(node, ['--disable-warning=ExperimentalWarning', main, ...process.argv.slice(2)], {
    stdio: 'inherit',
  });
  for (const signal of ['SIGTERM', 'SIGHUP', 'SIGINT']) {
    // On a terminal Ctrl-C reaches both of us already.
    process.on(signal, () => (signal === 'SIGINT' && process.stdin.isTTY ? undefined : child.kill(signal)));
  }
  child.on('exit', (code, signal) => {
    if (signal === null) process.exit(code ?? 1);
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  });
}

function bringNode() {
  const platform = `${process.platform}-${process.arch}`;
  const folder = path.join(cache, 'node', `${NODE_VERSION}-${platform}`);
  const node = path.join(folder, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (existsSync(node)) return node;
  const integrity = NODE_PACKAGES[platform];
  const advice = 'Install Node 24 from https://nodejs.org and run the command again.';
  if (!integrity) throw new Error(`Node ${process.versions.node} is too old.\n→ ${advice}`);
  console.log(
    `Node ${process.versions.node} is too old: bringing Node ${NODE_VERSION} (downloads about 60 MB)`,
  );
  const work = path.join(cache, 'tmp', `node-${process.pid}`);
  mkdirSync(work, { recursive: true });
  try {
    const spec = `node-${platform.replace('win32', 'win')}@${NODE_VERSION}`;
    run(process.execPath, [npmScript(), 'pack', spec, '--silent', '--pack-destination', work], work);
    const tarball = path.join(
      work,
      readdirSync(work).find((name) => name.endsWith('.tgz')),
    );
    checkIntegrity(tarball, spec, integrity);
    run('tar', ['-xzf', tarball, '-C', work], work);
    mkdirSync(path.dirname(folder), { recursive: true });
    renameSync(path.join(work, 'package'), folder);
    return node;
  } catch (error) {
    throw new Error(`Node ${NODE_VERSION} could not be brought: ${error.message}\n→ ${advice}`);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

function checkIntegrity(file, spec, integrity) {
  const actual = `sha512-${createHash('sha512').update(readFileSync(file)).digest('base64')}`;
  if (actual !== integrity) throw new Error(`${spec} is not the file that was pinned (it has ${actual})`);
}

function npmScript() {
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  const candidates = folders.flatMap((folder) => {
    const command = path.join(folder, 'npm');
    const beside = path.join(folder, 'node_modules', 'npm', 'bin', 'npm-cli.js');
    return existsSync(command) ? [realpathSync(command), beside] : [beside];
  });
  const found = [process.env.npm_execpath, ...candidates].find(
    (file) => file?.endsWith('npm-cli.js') && existsSync(file),
  );
  if (!found) throw new Error('npm was not found');
  return found;
}

function run(command, args, cwd) {
  const { status, error, stderr } = spawnSync(command, args, { cwd, encoding: 'utf8' });
  if (error) throw error;
  if (status !== 0) throw new Error(`${command} ended with status ${status}\n${stderr.trim()}`);
}
