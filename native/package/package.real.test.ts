import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { validateConfiguration } from 'app-builder-lib/out/util/config/config.js';
import { DebugLogger } from 'builder-util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { electronExecutable, inProject } from '../setup/index.ts';
import { installers, makeDeb, treeHash, wrongFuses } from './index.ts';
import { withoutIntegrity } from './lockfile.ts';
import { refusedLicences, writeSupplyPapers } from './supply.ts';

describe('the configuration of the installers', () => {
  const configuration = installers({ app: '/app', out: '/out', runtime: { version: '45.4.1' } });

  it('is one that electron-builder understands, for Windows, macOS and Linux', async () => {
    await validateConfiguration(configuration, new DebugLogger(false));
    expect(configuration).toMatchObject({
      win: { target: ['nsis', 'msi'] },
      mac: { target: ['dmg'] },
      nsis: { perMachine: true, deleteAppDataOnUninstall: false },
    });
  });

  it('would be refused with a word that electron-builder does not know', async () => {
    const wrong = { ...configuration, installers: true } as typeof configuration;
    await expect(validateConfiguration(wrong, new DebugLogger(false))).rejects.toThrow('installers');
  });
});

describe('the fuses of an executable', () => {
  it('are read from the file: a stock Electron has the wrong ones', async () => {
    expect(await wrongFuses(electronExecutable())).toEqual(
      expect.arrayContaining(['runAsNode', 'enableNodeCliInspectArguments', 'onlyLoadAppFromAsar']),
    );
  });
});

describe('the hash of a built program', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'tree-'));
    mkdirSync(path.join(folder, 'below'));
    writeFileSync(path.join(folder, 'below', 'a'), 'one');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('changes with a byte and with a name, not with the time', () => {
    const before = treeHash(folder);
    writeFileSync(path.join(folder, 'below', 'a'), 'one');
    expect(treeHash(folder)).toBe(before);
    writeFileSync(path.join(folder, 'below', 'a'), 'two');
    expect(treeHash(folder)).not.toBe(before);
  });
});

describe('the Debian package', () => {
  it('is the same, byte by byte, when it is built again later', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'deb-'));
    try {
      const program = path.join(folder, 'program');
      mkdirSync(program);
      for (const name of ['morprom-kiosk', 'chrome-sandbox']) writeFileSync(path.join(program, name), name);
      const [first, second] = [path.join(folder, 'first'), path.join(folder, 'second')];
      const build = async (out: string): Promise<Buffer> => {
        mkdirSync(out);
        return readFileSync(await makeDeb({ folder: program, official: true }, out, '1.2.3'));
      };
      const before = await build(first);
      await sleep(1100);
      expect((await build(second)).equals(before)).toBe(true);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

describe('the lockfile', () => {
  it('has a hash for every package but the known ones', () => {
    expect(withoutIntegrity(JSON.parse(readFileSync(inProject('package-lock.json'), 'utf8')))).toEqual([]);
  });

  it('is found out when one is missing', () => {
    const packages = { '': {}, 'node_modules/a': { integrity: 'sha512-x' }, 'node_modules/b': {} };
    expect(withoutIntegrity({ packages })).toEqual(['node_modules/b']);
  });
});

describe('the licences of what is shipped', () => {
  it('are refused when unknown, missing or not agreed to', () => {
    const part = (id: string) => ({ name: id, version: '1.0.0', licenses: [{ license: { id } }] });
    expect(refusedLicences([part('MIT'), part('AGPL-3.0')])).toEqual(['AGPL-3.0@1.0.0 AGPL-3.0']);
    expect(refusedLicences([{ name: 'x', version: '2.0.0' }])).toEqual(['x@2.0.0 without licence']);
    const both = { name: 'y', version: '1.0.0', licenses: [{ expression: '(MIT AND Zlib)' }] };
    expect(refusedLicences([both])).toEqual([]);
    const choice = (expression: string) => ({ name: 'z', version: '3.0.0', licenses: [{ expression }] });
    expect(refusedLicences([choice('MIT OR CC0-1.0')])).toEqual([]);
    expect(refusedLicences([choice('GPL-3.0 OR AGPL-3.0')])).toEqual(['z@3.0.0 GPL-3.0 OR AGPL-3.0']);
  });

  it('are agreed to for all that is shipped now', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'papers-'));
    try {
      const papers = await writeSupplyPapers(folder);
      expect(readFileSync(papers.find((file) => file.endsWith('licences.txt')) ?? '', 'utf8')).toContain(
        'better-sqlite3-multiple-ciphers',
      );
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
