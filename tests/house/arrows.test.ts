import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { inProject } from '../../native/setup/index.ts';
import { inspectHouse } from './inspect-house.ts';

describe('the house', () => {
  it('stands as the plan says: arrows, doors, no circles, nothing unused', () => {
    expect(inspectHouse(inProject())).toEqual([]);
  });
});

describe('the inspection', () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(path.join(tmpdir(), 'house-'));
  });
  afterEach(() => rmSync(root, { recursive: true }));

  function inspect(files: Record<string, string>): string[] {
    for (const [file, text] of Object.entries(files)) {
      mkdirSync(path.join(root, path.dirname(file)), { recursive: true });
      writeFileSync(path.join(root, file), text);
    }
    return inspectHouse(root);
  }

  it('has nothing to say about a small house that stands', () => {
    expect(
      inspect({
        'contract/index.ts': `export const a = 1;`,
        'electron/main.ts': `import { read } from './card/index.ts'; read();`,
        'electron/card/index.ts': `export { read } from './read.ts';`,
        'electron/card/read.ts': `import { a } from '../../contract/index.ts'; export const read = () => a;`,
        'electron/card/parts/one.ts': `export {};`,
        'electron/card/read.test.ts': `import './read.ts'; import './parts/one.ts';`,
      }),
    ).toEqual([]);
  });

  it('finds a room that imports another it may not know, also by a type or a dynamic import', () => {
    expect(
      inspect({
        'electron/card/index.ts': `import type { T } from '../vault/index.ts'; export type U = T;`,
        'electron/face/index.ts': `export const f = () => import('../card/index.ts');`,
        'electron/vault/index.ts': `export type T = 1; export * from '../../renderer/main.tsx';`,
        'electron/main.ts': `import './card/index.ts'; import './face/index.ts'; import './vault/index.ts';`,
        'renderer/main.tsx': `export const page = <p />;`,
      }),
    ).toEqual([
      'electron/card/index.ts: electron/card may not import electron/vault (electron/vault/index.ts)',
      'electron/face/index.ts: electron/face may not import electron/card (electron/card/index.ts)',
      'electron/vault/index.ts: electron/vault may not import renderer (renderer/main.tsx)',
    ]);
  });

  it('finds an import behind a door, even from a test, but lets tests through the testing door', () => {
    expect(
      inspect({
        'electron/main.ts': `import { read } from './card/read.ts'; read();`,
        'electron/card/index.ts': `export { read } from './read.ts';`,
        'electron/card/read.ts': `export const read = () => 1;`,
        'electron/card/testing.ts': `export const card = 1;`,
        'tests/journey/a.test.ts': `import '../../electron/card/read.ts'; import '../../electron/card/testing.ts';`,
        'electron/face/a.test.ts': `import '../card/index.ts';`,
      }),
    ).toEqual([
      'electron/main.ts: electron/card/read.ts is behind the door electron/card/index.ts',
      'tests/journey/a.test.ts: electron/card/read.ts is behind the door electron/card/index.ts',
    ]);
  });

  it('finds a package that a room may not use', () => {
    expect(
      inspect({
        'electron/vault/main.ts': `import { app } from 'electron'; app.quit();`,
        'electron/enrollment/main.ts': `import { randomUUID } from 'node:crypto'; randomUUID();`,
        'contract/main.ts': `import { z } from 'zod'; import React from 'react'; export default [z, React];`,
      }).map((line) => line.replace(/:? it .*/, '')),
    ).toEqual([
      'contract/main.ts: contract may not import react',
      'electron/enrollment/main.ts: electron/enrollment may not import node:crypto',
      'electron/vault/main.ts: electron/vault may not import electron',
    ]);
  });

  it('finds circles, but lets a type look back', () => {
    expect(
      inspect({
        'central/main.ts': `import './a.ts'; import './c.ts';`,
        'central/a.ts': `import { b } from './b.ts'; export const a = b;`,
        'central/b.ts': `import { a } from './a.ts'; export const b = a;`,
        'central/c.ts': `import { d } from './d.ts'; export type C = 1; export const c = d;`,
        'central/d.ts': `import type { C } from './c.ts'; export const d: C = 1;`,
      }),
    ).toEqual(['circle: central/a.ts → central/b.ts → central/a.ts']);
  });

  it('finds files that nothing uses, and knows pages and files named in strings', () => {
    expect(
      inspect({
        'renderer/index.html': `<script type="module" src="./app.tsx"></script>`,
        'renderer/app.tsx': `new Worker(new URL('./tracker.worker.ts', import.meta.url)); export const x = <p />;`,
        'renderer/tracker.worker.ts': `import './used.ts';`,
        'renderer/used.ts': `export {};`,
        'renderer/left-over.ts': `export {};`,
      }),
    ).toEqual(['renderer/left-over.ts: nothing uses it']);
  });

  it('finds a room that is not in the plan', () => {
    expect(
      inspect({
        'electron/attic/main.ts': `import '../../contract/index.ts';`,
        'contract/index.ts': `export {};`,
      }),
    ).toEqual(['electron/attic/main.ts: the room electron/attic is not in the plan']);
  });
});
