import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fingerprint } from './fingerprint.ts';

describe('the fingerprint of sources', () => {
  let folder: string;
  const file = (name: string) => path.join(folder, name);

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'fingerprint-'));
    mkdirSync(file('src'));
    writeFileSync(file('src/a.ts'), 'a');
    writeFileSync(file('lock.json'), '{}');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const take = () => fingerprint([file('src'), file('lock.json'), file('not-there')]);

  it('stays the same while nothing changes, whatever becomes of the tests', () => {
    const before = take();
    writeFileSync(file('src/a.test.ts'), 'test');
    expect(take()).toBe(before);
  });

  it.for<[string, () => void]>([
    ['a file is edited to another size', () => writeFileSync(file('src/a.ts'), 'longer')],
    ['a file is touched', () => utimesSync(file('src/a.ts'), 1, 1)],
    [
      'a file is added, however deep',
      () => {
        mkdirSync(file('src/deep'));
        writeFileSync(file('src/deep/b.ts'), 'b');
      },
    ],
    ['a file is taken away', () => rmSync(file('src/a.ts'))],
    [
      'a file outside the folders that was named is edited',
      () => writeFileSync(file('lock.json'), '{"a":1}'),
    ],
  ])('changes when %s', ([, change]) => {
    const before = take();
    change();
    expect(take()).not.toBe(before);
  });
});
