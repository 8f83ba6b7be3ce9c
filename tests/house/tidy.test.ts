import { execFileSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { inProject } from '../../native/setup/index.ts';

const MAX_LINES = 300;
/** A screen that needs more asks more than one thing. */
const MAX_SCREEN_LINES = 200;

/** Longer on purpose, each for its reason. */
const LONG_FILES: Readonly<Record<string, string>> = {
  'contract/errors.ts': 'one catalogue, read as a table',
};

const MAX_FILE_BYTES = 300_000;
const LARGE_FILES: Readonly<Record<string, string>> = {
  'package-lock.json': 'made by npm',
};

/** What set-up fetches or makes never enters the repository: model weights, addons, clips, photos of faces. */
const NEVER_TRACKED = /\.(task|tflite|onnx|wasm|node|mjpe?g|jpe?g|mp4|webm|db|sqlite|pem|p12|asar|tgz)$/i;

/** pcsc-mini's builds for other systems, which the registry that made the lockfile did not have. */
const NOT_TO_BE_HAD = /^node_modules\/@pcsc-mini\/(?!linux-x86_64)/;

/** What is tracked, and what would be with the next `git add`. */
const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], {
  cwd: inProject(),
  encoding: 'utf8',
})
  .split('\0')
  .filter((file) => statSync(inProject(file), { throwIfNoEntry: false })?.isFile());

describe('the repository', () => {
  it(`keeps source files within ${MAX_LINES} lines`, () => {
    const long = files.filter(
      (file) => /\.(ts|tsx|mjs)$/.test(file) && !(file in LONG_FILES) && lines(file) > MAX_LINES,
    );
    expect(long).toEqual([]);
  });

  it(`keeps screens within ${MAX_SCREEN_LINES} lines`, () => {
    const screens = files.filter((file) => /^renderer\/.*\.tsx$/.test(file));
    expect(screens.length).toBeGreaterThan(0);
    expect(screens.filter((file) => lines(file) > MAX_SCREEN_LINES)).toEqual([]);
  });

  it('has no large files', () => {
    const large = files.filter(
      (file) => !(file in LARGE_FILES) && statSync(inProject(file)).size > MAX_FILE_BYTES,
    );
    expect(large).toEqual([]);
  });

  it('has no weights, photos, addons, databases or keys', () => {
    expect(files.filter((file) => NEVER_TRACKED.test(file))).toEqual([]);
  });

  it('has a lockfile that names no host, with a hash for every package', () => {
    const lockfile = JSON.parse(readFileSync(inProject('package-lock.json'), 'utf8'));
    const packages = Object.entries<Record<string, unknown>>(lockfile.packages).filter(
      ([name]) => name !== '',
    );
    expect(packages.filter(([, about]) => 'resolved' in about).map(([name]) => name)).toEqual([]);
    const unpinned = packages.filter(([, about]) => !about.integrity).map(([name]) => name);
    expect(unpinned.filter((name) => !NOT_TO_BE_HAD.test(name))).toEqual([]);
  });
});

function lines(file: string): number {
  return readFileSync(inProject(file), 'utf8').split('\n').length - 1;
}
