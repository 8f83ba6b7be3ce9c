import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

describe('a command of package.json', () => {
  it('that does not exist is refused with what there is, from any folder', () => {
    const bootstrap = path.join(import.meta.dirname, 'bootstrap.mjs');
    const { status, stderr } = spawnSync(process.execPath, [bootstrap, 'launch'], {
      cwd: tmpdir(),
      encoding: 'utf8',
    });
    expect(status).toBe(1);
    expect(stderr).toMatch(/unknown command "launch"\n→ Known: setup, start, test/);
  });
});
