import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { findPolicies } from './policies.ts';

const RESOURCES = path.join(import.meta.dirname, '../resources');

describe('the policies of the program', () => {
  it('are those of its folder, each under its version', async () => {
    const { versions, read } = await findPolicies(RESOURCES);
    expect(versions).toHaveLength(readdirSync(path.join(RESOURCES, 'policy')).length);
    for (const version of versions) expect((await read(version)).version).toBe(version);
  });

  it('are read as the one that was named, and never as another that lies under its name', async () => {
    const resources = mkdtempSync(path.join(tmpdir(), 'policies-'));
    mkdirSync(path.join(resources, 'policy'));
    const write = (name: string, version: string) => {
      const sample = JSON.parse(readFileSync(path.join(RESOURCES, 'policy', '2026-1.json'), 'utf8'));
      writeFileSync(path.join(resources, 'policy', name), JSON.stringify({ ...sample, version }));
    };
    write('2026-1.json', '2026-1');
    write('2027-1.json', '2027-1');
    write('2028-1.json', '2026-1');
    const { read } = await findPolicies(resources);
    expect((await read('2027-1')).version).toBe('2027-1');
    await expect(read('2028-1')).rejects.toThrow('2028-1');
    rmSync(resources, { recursive: true });
  });
});
