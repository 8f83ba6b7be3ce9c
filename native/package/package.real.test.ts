import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { validateConfiguration } from 'app-builder-lib/out/util/config/config.js';
import { DebugLogger } from 'builder-util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import models from '../../resources/face/models.json' with { type: 'json' };
import { distDir, electronExecutable, electronRuntime, inProject } from '../setup/index.ts';
import { differences } from './build-twice.ts';
import { installers, makeDeb, treeHash, wrongFuses } from './index.ts';
import { shippedPackages, withoutIntegrity } from './lockfile.ts';
import type { Component } from './sbom.ts';
import { LICENCES_FILE, stageApp } from './stage-app.ts';
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

describe('two builds', () => {
  it('are compared by every file and by the package: what differs is named', () => {
    const work = mkdtempSync(path.join(tmpdir(), 'twice-'));
    try {
      const made = (name: string, files: Record<string, string>, deb: string) => {
        const folder = path.join(work, name);
        mkdirSync(path.join(folder, 'resources'), { recursive: true });
        for (const [file, content] of Object.entries(files)) writeFileSync(path.join(folder, file), content);
        writeFileSync(path.join(work, `${name}.deb`), deb);
        return { folder, deb: path.join(work, `${name}.deb`) };
      };
      const files = { program: '1', 'resources/app.asar': '2' };
      const first = made('first', files, 'deb');
      expect(differences(first, made('same', files, 'deb'))).toEqual([]);
      expect(differences(first, made('another-deb', files, 'bed'))).toEqual(['first.deb']);
      const other = made('other', { 'resources/app.asar': '3', 'resources/more': '4' }, 'other deb');
      expect(differences(first, other)).toEqual([
        ...['program', 'resources/app.asar', 'resources/more', 'first.deb'],
      ]);
    } finally {
      rmSync(work, { recursive: true, force: true });
    }
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

  it('tells what is shipped: Electron, not the tools, and what tools need only when we need it, too', () => {
    const packages = {
      '': {},
      'node_modules/electron': { version: '45.0.0', dev: true },
      'node_modules/tool': { version: '1.0.0', dev: true },
      'node_modules/tool/node_modules/@a/b': { version: '1.1.0', dev: true },
      'node_modules/@a/b': { version: '1.2.0' },
      'node_modules/types': { version: '2.0.0', devOptional: true },
    };
    expect(shippedPackages({ packages }).map(({ name, version }) => `${name}@${version}`)).toEqual([
      'electron@45.0.0',
      '@a/b@1.2.0',
    ]);
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

  it('are agreed to for all that is shipped now, the runtime and the face models among it', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'papers-'));
    try {
      const papers = await writeSupplyPapers(folder, electronRuntime());
      const paper = (name: string) => readFileSync(papers.find((file) => file.endsWith(name)) ?? '', 'utf8');
      const sbom: { components: Component[]; dependencies: { ref: string; dependsOn: string[] }[] } =
        JSON.parse(paper('sbom.cdx.json'));
      const refs = sbom.components.map((part) => part['bom-ref']);
      expect(refs).toEqual(expect.arrayContaining(shippedByPackageJson()));
      expect(
        refs.filter((ref) => /^(vite|vitest|electron-builder|playwright-core)@/.test(ref ?? '')),
      ).toEqual([]);
      const electron = sbom.components.find(({ name }) => name === 'electron');
      expect(electron).toMatchObject({ version: electronRuntime().version });
      expect(electron?.components).toContainEqual({
        ...{ type: 'library', name: 'chromium', version: expect.stringMatching(/^\d+\.\d+/) },
      });
      expect(sbom.components.find(({ name }) => name === models.comparison.name)?.hashes).toEqual([
        { alg: 'SHA-256', content: models.comparison.sha256 },
      ]);
      for (const { ref, dependsOn } of sbom.dependencies)
        for (const each of dependsOn) expect(refs, ref).toContain(each);
      expect(paper('licences.txt')).toContain('MIT\tbetter-sqlite3-multiple-ciphers@');
      expect(paper('licences.txt')).toContain(`Apache-2.0\t${models.comparison.name}@`);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('go along with their texts, in the folder that is packed; nothing of the centre is in it', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'staged-'));
    try {
      stageApp(folder, distDir, null);
      const texts = readFileSync(path.join(folder, LICENCES_FILE), 'utf8');
      for (const name of [...shippedByPackageJson(), models.landmarks.name, models.comparison.name])
        expect(texts).toContain(name);
      for (const words of [
        'TERMS AND CONDITIONS FOR USE',
        'SIL OPEN FONT LICENSE',
        'PYTHON SOFTWARE FOUNDATION',
      ])
        expect(texts).toContain(words);
      expect(readdirSync(path.join(folder, 'dist')).sort()).toEqual(['electron', 'engine', 'renderer']);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

/** As `NAME@VERSION`: not asked of the lockfile, by which what is shipped is found. */
function shippedByPackageJson(): string[] {
  const { dependencies } = JSON.parse(readFileSync(inProject('package.json'), 'utf8'));
  return Object.entries(dependencies).map(([name, version]) => `${name}@${version}`);
}
