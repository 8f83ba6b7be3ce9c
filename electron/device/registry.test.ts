import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readRegistry } from './index.ts';
import { managedSchema } from './managed.ts';

const POLICIES = 'HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies';

/** As `reg query` tells a key: its values, then the keys below it. */
const told = (key: string, values: string[], below: string[] = []) =>
  ['', key, ...values.map((value) => `    ${value}`), '', ...below.map((name) => `${key}\\${name}`), ''].join(
    '\r\n',
  );

/** A machine's `reg query`; it fails for a key that is not here, as it does for one that can't be read. */
const registry = (keys: Record<string, string>) => async (key: string) => {
  const answer = keys[key];
  if (answer === undefined) throw new Error('Command failed: reg.exe query');
  return answer;
};
const withPolicy = (...values: string[]) =>
  registry({
    [POLICIES]: told(POLICIES, [], ['Microsoft', 'MorPromKiosk']),
    [`${POLICIES}\\MorPromKiosk`]: told(`${POLICIES}\\MorPromKiosk`, values),
  });
const invalid = (reason: string) =>
  expect.objectContaining({ code: 'SETTINGS_INVALID', details: { reason } });

describe('policies of Windows', () => {
  it('are read as the settings they are', async () => {
    const query = withPolicy('camera    REG_SZ    Logitech C920 PRO', 'slipWidthMm    REG_DWORD    0x3a');
    expect(await readRegistry(query)).toEqual({ camera: 'Logitech C920 PRO', slipWidthMm: 58 });
  });

  it('are none where nobody has set one', async () => {
    const query = registry({ [POLICIES]: told(POLICIES, [], ['Microsoft', 'MorPromKioskOfOld']) });
    expect(await readRegistry(query)).toEqual({});
  });

  it.each([
    ['the policies can’t be listed', registry({})],
    ['the policy is there and can’t be read', registry({ [POLICIES]: told(POLICIES, [], ['MorPromKiosk']) })],
  ])('are never taken for none when %s', async (_what, query) => {
    await expect(readRegistry(query)).rejects.toEqual(invalid('registry'));
  });

  it.each(['REG_EXPAND_SZ    %TEMP%', 'REG_MULTI_SZ    a\\0b', 'REG_SZ', 'REG_BINARY'])(
    'are refused by name when one is %s',
    async (value) => {
      await expect(readRegistry(withPolicy(`camera    ${value}`))).rejects.toEqual(invalid('camera'));
    },
  );
});

/** What a setting may be, in the words of both sides. */
type Bounds = { text: number | null } | { least: number; most: number } | { oneOf: number[] };

const FOLDER = new URL('../../build/windows/', import.meta.url);
const template = readFileSync(new URL('morprom-kiosk.admx', FOLDER), 'utf8');
const attribute = (element: string, name: string) => new RegExp(`\\b${name}="([^"]*)"`).exec(element)?.[1];

/** Each policy of the template: the name it writes, and what it lets an administrator enter. */
function ofTemplate(): Record<string, Bounds> {
  const policies = template.match(/<policy .*?<\/policy>/gs) ?? [];
  return Object.fromEntries(
    policies.map((policy) => [attribute(policy, 'valueName') ?? policy, boundsOf(policy)]),
  );
}

function boundsOf(policy: string): Bounds {
  if (policy.includes('<enum '))
    return { oneOf: [...policy.matchAll(/<decimal value="(\d+)"/g)].map(([, value]) => Number(value)) };
  const [decimal] = policy.match(/<decimal .*?>/) ?? [];
  if (decimal)
    return { least: Number(attribute(decimal, 'minValue')), most: Number(attribute(decimal, 'maxValue')) };
  const longest = attribute(policy, 'maxLength');
  return { text: longest === undefined ? null : Number(longest) };
}

/** The same of what the program takes. */
function ofProgram(): Record<string, Bounds> {
  const { properties = {} } = z.toJSONSchema(managedSchema);
  return Object.fromEntries(
    Object.entries(properties).map(([name, rule]) => {
      if (typeof rule !== 'object') throw new Error(`${name} has no rule`);
      const { anyOf, type, minimum = 0, maximum = 0, maxLength = null } = rule;
      if (anyOf)
        return [name, { oneOf: anyOf.map((each) => (typeof each === 'object' ? each.const : each)) }];
      return [name, type === 'integer' ? { least: minimum, most: maximum } : { text: maxLength }];
    }),
  );
}

describe('the template of Windows’ policies', () => {
  it('has every setting that the program takes, no other, and each within the same bounds', () => {
    expect(ofTemplate()).toEqual(ofProgram());
  });

  it.each(['th-TH', 'en-US'])('has words for all of it in %s', (language) => {
    const words = readFileSync(new URL(`${language}/morprom-kiosk.adml`, FOLDER), 'utf8');
    const named = [...template.matchAll(/\$\((string|presentation)\.(\w+)\)/g)];
    expect(named.length).toBeGreaterThan(0);
    for (const [, kind, id] of named) expect(words).toContain(`<${kind} id="${id}">`);
    for (const name of Object.keys(ofProgram())) {
      const control = new RegExp(`<presentation id="${name}"><(\\w+)`).exec(words)?.[1];
      const bounds = ofTemplate()[name] ?? { text: null };
      expect(control).toBe(
        'oneOf' in bounds ? 'dropdownList' : 'most' in bounds ? 'decimalTextBox' : 'textBox',
      );
    }
  });
});
