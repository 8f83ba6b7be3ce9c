import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { inProject } from '../../native/setup/index.ts';
import { sourceFiles } from './source-files.ts';

/** The first argument of `useSpoken`, with every name in quotes in it. */
const SPOKEN = /useSpoken\(([^,]+),/g;
const NAME = /['`]([a-z-]+)/g;

it('the names of recorded prompts are all told to who records them', () => {
  const readme = readFileSync(inProject('resources', 'voice', 'README.md'), 'utf8');
  const names = sourceFiles(inProject())
    .filter((file) => /^renderer\/.*\.tsx$/.test(file))
    .flatMap((file) => [...readFileSync(inProject(file), 'utf8').matchAll(SPOKEN)])
    .flatMap(([, name = '']) => [...name.matchAll(NAME)].map(([, found = '']) => found));
  expect(names.length).toBeGreaterThan(10);
  expect(names.filter((name) => !readme.includes(`\`${name}`))).toEqual([]);
});
