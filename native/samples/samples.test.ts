import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sampleCitizenSchema } from '../../contract/index.ts';
import { SAMPLE_FACES } from './faces.ts';

const folder = join(import.meta.dirname, '..', '..', 'resources', 'samples');
const citizens = readdirSync(folder)
  .filter((file) => file.endsWith('.json'))
  .map((file) => sampleCitizenSchema.parse(JSON.parse(readFileSync(join(folder, file), 'utf8'))));

/** Check digit of a Thai citizen number. */
function hasChecksum(cid: string): boolean {
  const sum = [...cid.slice(0, 12)].reduce((total, digit, index) => total + Number(digit) * (13 - index), 0);
  return Number(cid[12]) === (11 - (sum % 11)) % 10;
}

describe('the sample citizens', () => {
  it('are invented people with valid test numbers that no citizen has', () => {
    expect(citizens).toHaveLength(5);
    expect(new Set(citizens.map(({ cid }) => cid)).size).toBe(5);
    for (const { cid, synthetic } of citizens) {
      expect(synthetic).toBe(true);
      expect(hasChecksum(cid)).toBe(true);
      expect(cid === '1234567890121' || /^[09]/.test(cid)).toBe(true);
    }
  });

  it('have faces that exist, and one pair that does not match on purpose', () => {
    for (const { cardFace, clipFace } of citizens) {
      expect(SAMPLE_FACES).toHaveProperty(cardFace);
      expect(SAMPLE_FACES).toHaveProperty(clipFace);
    }
    expect(citizens.filter(({ cardFace, clipFace }) => cardFace !== clipFace)).toHaveLength(1);
  });

  it('have one whose chip photo is mixed with another’s, so that a person must look', () => {
    const mixed = citizens.filter(({ cardBlend }) => cardBlend);
    expect(mixed).toHaveLength(1);
    expect(SAMPLE_FACES).toHaveProperty(mixed[0]?.cardBlend?.face ?? '');
  });

  it('cover the old layout, the old chip, a card for life and a birth date of which only the year is known', () => {
    expect(citizens.some(({ layout }) => layout === '0002')).toBe(true);
    expect(citizens.some(({ atr }) => atr.startsWith('3B 67'))).toBe(true);
    expect(citizens.some(({ expiryDate }) => expiryDate === '99999999')).toBe(true);
    expect(citizens.some(({ birthDate }) => birthDate.endsWith('0000'))).toBe(true);
  });
});
