import { describe, expect, it } from 'vitest';
import { en } from './en.ts';
import { th } from './th.ts';

const THAI = /[ก-๛]/;
/** What is the same in every language: names of the other language and of things. */
const NOT_TRANSLATED = new Set(['desk.token', 'office.tokens', 'comfort.otherLanguage', 'report.tokens']);

/** Every sentence by its path; those with figures in them are spoken once with ones. */
function sentences(dictionary: object, path = ''): [string, string][] {
  return Object.entries(dictionary).flatMap(([key, entry]): [string, string][] => {
    const name = path ? `${path}.${key}` : key;
    if (typeof entry === 'string') return [[name, entry]];
    if (typeof entry === 'function') return [[name, String(entry(1, 1))]];
    return sentences(entry, name);
  });
}

describe('the words of the screens', () => {
  const thai = new Map(sentences(th));
  const english = new Map(sentences(en));

  it('exist in both languages', () => {
    expect([...english.keys()]).toEqual([...thai.keys()]);
  });

  it('are never empty', () => {
    for (const [name, sentence] of [...thai, ...english]) expect(sentence.trim(), name).not.toBe('');
  });

  it('are Thai in Thai and English in English', () => {
    for (const [name, sentence] of thai) {
      if (!NOT_TRANSLATED.has(name)) expect(sentence, name).toMatch(THAI);
    }
    for (const [name, sentence] of english) {
      if (!NOT_TRANSLATED.has(name)) expect(sentence, name).not.toMatch(THAI);
    }
  });
});
