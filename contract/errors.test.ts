import { describe, expect, it } from 'vitest';
import {
  describeError,
  ERRORS,
  type ErrorCode,
  KioskError,
  PROVISIONING_REASONS,
  reportError,
} from './index.ts';

const codes = Object.keys(ERRORS) as ErrorCode[];
const braces = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(String).sort();

describe('the catalogue of errors', () => {
  it.each(codes)('%s says the same in both languages and ends as a sentence', (code) => {
    const { th, en } = ERRORS[code];
    expect(braces(th)).toEqual(braces(en));
    expect(th).toMatch(/[\u0E00-\u0E7F]/);
    expect(en).toMatch(/[.)]$/);
  });

  it('fills its braces, and leaves one that nobody filled visible', () => {
    expect(describeError({ code: 'FACE_RETRY_LATER', details: { seconds: 30 } }, 'en')).toContain(
      '30 seconds',
    );
    expect(describeError({ code: 'FACE_RETRY_LATER' }, 'en')).toContain('{seconds}');
  });

  it.each(Object.entries(PROVISIONING_REASONS))(
    'has words in both languages for %s',
    (reason, { th, en }) => {
      expect(braces(th)).toEqual(braces(en));
      expect(th).toMatch(/[\u0E00-\u0E7F]/);
      expect(describeError({ code: 'PROVISIONING_INVALID', details: { reason } }, 'en')).toContain(en);
    },
  );

  it('says a reason in words with its own braces filled, and one it does not know as it is', () => {
    const details = { reason: 'expired', date: '1 December 2569 BE' };
    expect(describeError({ code: 'PROVISIONING_INVALID', details }, 'en')).toBe(
      'This machine could not be set up: it expired on 1 December 2569 BE; ask the centre for a new one.',
    );
    expect(describeError({ code: 'PROVISIONING_INVALID', details: { reason: 'moon' } }, 'en')).toContain(
      'moon',
    );
  });

  it('tells no more of an unknown fault than that there was one', () => {
    expect(reportError(new Error('citizen 1234567890121'))).toEqual({ code: 'INTERNAL' });
    expect(reportError(new KioskError('CARD_MUTE'))).toEqual({ code: 'CARD_MUTE', details: {} });
  });
});
