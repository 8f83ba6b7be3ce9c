import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { demoData } from './demo-data.ts';

let folder: string;
let said: string[];
const data = () => path.join(folder, 'demo');
const provisioning = (of = data()) => path.join(of, 'provisioning.json');
const make = () => demoData(data(), (line) => said.push(line));

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'demo-data-'));
  said = [];
});
afterEach(() => rmSync(folder, { recursive: true }));

it('a demonstration goes on where it was', () => {
  writeFileSync(provisioning(make()), 'now');
  make();
  expect(readFileSync(provisioning(), 'utf8')).toBe('now');
  expect(said).toEqual([]);
});

it('one of an earlier version is put beside, each by itself, and nothing of it is lost', () => {
  for (const made of ['first', 'second']) {
    rmSync(data(), { recursive: true, force: true });
    mkdirSync(data());
    writeFileSync(provisioning(), made);
    make();
    expect(existsSync(provisioning())).toBe(false);
  }
  expect(readFileSync(provisioning(`${data()}-before`), 'utf8')).toBe('first');
  expect(readFileSync(provisioning(`${data()}-before-2`), 'utf8')).toBe('second');
  expect(said).toHaveLength(2);
});
