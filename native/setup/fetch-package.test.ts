import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fetchPackage } from './fetch-package.ts';
import { workFolder } from './paths.ts';
import type { PackagePin } from './pins.ts';
import { runProgram } from './run-program.ts';

let folder: string;
let registry: Server;
let tarball: Buffer;
let pin: PackagePin;

beforeEach(async () => {
  folder = workFolder('fetch-test');
  mkdirSync(path.join(folder, 'package'));
  writeFileSync(path.join(folder, 'package', 'package.json'), '{"name":"tool","version":"1.2.3"}');
  writeFileSync(path.join(folder, 'package', 'data.txt'), 'what was pinned');
  await runProgram('tar', ['-czf', path.join(folder, 'tool.tgz'), '-C', folder, 'package']);
  tarball = readFileSync(path.join(folder, 'tool.tgz'));
  pin = {
    name: 'tool',
    version: '1.2.3',
    integrity: `sha512-${createHash('sha512').update(tarball).digest('base64')}`,
  };
  await startRegistry();
});

afterEach(async () => {
  vi.unstubAllEnvs();
  await new Promise((resolve) => registry.close(resolve));
  rmSync(folder, { recursive: true });
});

/** A registry that knows one package and gives out whatever `tarball` is. */
async function startRegistry(): Promise<void> {
  registry = createServer((request, response) => {
    if (request.url?.endsWith('.tgz')) return response.end(tarball);
    const { port } = registry.address() as AddressInfo;
    const dist = { tarball: `http://127.0.0.1:${port}/tool.tgz` };
    const versions = { '1.2.3': { name: 'tool', version: '1.2.3', dist } };
    response.setHeader('Content-Type', 'application/json');
    response.end(JSON.stringify({ name: 'tool', 'dist-tags': { latest: '1.2.3' }, versions }));
  });
  await new Promise<void>((resolve) => registry.listen(0, '127.0.0.1', resolve));
  const { port } = registry.address() as AddressInfo;
  vi.stubEnv('npm_config_registry', `http://127.0.0.1:${port}`);
  vi.stubEnv('npm_config_cache', path.join(folder, 'npm-cache'));
}

describe('fetching a pinned package', () => {
  it('unpacks the package of the registry that npm is set to, once', async () => {
    const into = path.join(folder, 'deep', 'tool');
    const lines: string[] = [];
    const log = (line: string) => lines.push(line);
    expect(await fetchPackage(pin, log, into)).toBe(into);
    expect(readFileSync(path.join(into, 'data.txt'), 'utf8')).toBe('what was pinned');

    tarball = Buffer.from('gone');
    expect(await fetchPackage(pin, log, into)).toBe(into);
    expect(lines).toEqual(['downloading tool@1.2.3']);
  });

  it('refuses a tarball with a single other byte and leaves nothing behind', async () => {
    tarball[9] = (tarball[9] ?? 0) ^ 1;
    const into = path.join(folder, 'tool');
    await expect(fetchPackage(pin, () => {}, into)).rejects.toThrow(
      /^tool@1\.2\.3 is not the file that was pinned \(it has sha512-/,
    );
    expect(existsSync(into)).toBe(false);
  });

  it('says what to do when the package cannot be had', async () => {
    const unknown = { ...pin, version: '9.9.9' };
    await expect(fetchPackage(unknown, () => {}, path.join(folder, 'tool'))).rejects.toMatchObject({
      message: 'tool@9.9.9 could not be downloaded',
      remedy: expect.stringContaining('npm ping'),
    });
  });
});
