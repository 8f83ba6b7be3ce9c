import { randomBytes } from 'node:crypto';
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inProject, runProgram } from '../native/setup/index.ts';
import { loadCentreKeys } from './keys/index.ts';
import { signRelease } from './sign-release.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'release-'));
const feed = path.join(folder, 'feed');
const deb = path.join(folder, 'morprom-kiosk_0.2.0_amd64.deb');

beforeAll(async () => {
  writeFileSync(deb, 'a package');
  const keys = await loadCentreKeys(path.join(folder, 'keys.json'), randomBytes);
  const releasedAt = new Date('2026-11-23T03:00:00Z');
  await signRelease(keys, { deb, version: '0.2.0', out: feed, percent: 20, releasedAt });
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('a release', () => {
  const verify = (file: string) =>
    runProgram('openssl', [
      ...['dgst', '-sha256', '-verify', path.join(feed, 'update-key.pem')],
      ...['-signature', path.join(feed, `${path.basename(deb)}.sig`), file],
    ]);

  it('carries a signature that openssl takes, for that package and no other', async () => {
    expect(await verify(path.join(feed, path.basename(deb)))).toContain('Verified OK');
    const altered = path.join(folder, 'altered.deb');
    writeFileSync(altered, 'another package');
    await expect(verify(altered)).rejects.toThrow('Verification failure');
  });

  it('names version, hash and share for electron-updater', () => {
    expect(JSON.parse(readFileSync(path.join(feed, 'latest-linux.yml'), 'utf8'))).toMatchObject({
      version: '0.2.0',
      stagingPercentage: 20,
      files: [{ url: path.basename(deb), size: 9, sha512: expect.stringMatching(/^[\w+/]{86}==$/) }],
    });
  });

  it('is made by its command, but never of a package on the stand-in runtime', async () => {
    const out = path.join(folder, 'by-command');
    const env = { CENTRE_DIR: folder, CENTRE_KEYS: undefined };
    const release = (file: string) =>
      runProgram(process.execPath, [inProject('central/release.ts'), '--deb', file, '--out', out], { env });
    const standIn = path.join(folder, 'morprom-kiosk_0.2.0_amd64-devruntime.deb');
    copyFileSync(deb, standIn);
    await expect(release(standIn)).rejects.toThrow('stand-in runtime');
    expect(existsSync(out)).toBe(false);
    expect(await release(deb)).toContain('0.2.0 for 100 %');
    expect(existsSync(path.join(out, path.basename(deb)))).toBe(true);
  }, 60_000);
});
