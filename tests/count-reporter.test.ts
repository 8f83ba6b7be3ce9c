import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { inProject } from '../native/setup/index.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'count-reporter-'));
  writeFileSync(
    path.join(folder, 'vitest.config.mjs'),
    `import { countReporter } from ${JSON.stringify(inProject('tests', 'count-reporter.ts'))};
     export default { test: { globals: true, reporters: ['default', countReporter()] } };`,
  );
});

afterEach(() => rmSync(folder, { recursive: true }));

/** Runs Vitest on these test files and answers its exit status and its last line. */
function run(files: Record<string, string>): { status: number | null; lastLine: string | undefined } {
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), text);
  const vitest = inProject('node_modules', 'vitest', 'vitest.mjs');
  const { status, stdout } = spawnSync(process.execPath, [vitest, 'run', '--root', folder], {
    cwd: folder,
    encoding: 'utf8',
  });
  return { status, lastLine: stdout.trimEnd().split('\n').at(-1) };
}

describe('the count line', () => {
  it('counts the tests of all files and ends the output', () => {
    expect(
      run({
        'a.test.mjs': `it('one', () => {}); it('two', () => {}); it.skip('three', () => {}); it.todo('four');`,
        'b.test.mjs': `it('five', () => {});`,
      }),
    ).toEqual({ status: 0, lastLine: '3 passed, 0 failed, 2 skipped' });
  });

  it('counts as failed what kept tests from running', () => {
    expect(
      run({
        'fails.test.mjs': `it('passes', () => {}); it('fails', () => expect(1).toBe(2));`,
        'does-not-load.test.mjs': `import './nowhere.mjs'; it('never seen', () => {});`,
        'hook.test.mjs': `describe('s', () => { beforeAll(() => { throw new Error('no'); }); it('is skipped', () => {}); });`,
        'unhandled.test.mjs': `it('leaves a rejection', () => { Promise.reject(new Error('nobody')); });`,
      }),
    ).toEqual({ status: 1, lastLine: '2 passed, 4 failed, 1 skipped' });
  });

  it('is there, with a failing status, when no test ran', () => {
    expect(run({})).toEqual({ status: 1, lastLine: '0 passed, 0 failed, 0 skipped' });
  });
});
