import { describe, expect, it } from 'vitest';
import { ERRORS, type ErrorCode } from '../../contract/errors.ts';
import { describeToCitizen } from './wallet-text.ts';

/** What the centre may say of a token that a holder brings. */
const CODES = (Object.keys(ERRORS) as ErrorCode[]).filter((code) => code.startsWith('TOKEN_'));

describe('what the holder page says when a token is refused', () => {
  it.each(CODES)('has words for %s in both languages, with nothing left to fill in', (code) => {
    const error = { code, details: { left: 4 } };
    expect(describeToCitizen(error, 'th')).toMatch(/^[^{}]*[\u0E00-\u0E7F][^{}]*$/);
    expect(describeToCitizen(error, 'en')).toMatch(/^[^{}]+\.$/);
  });

  it('says of a training kiosk’s token that it is not for real use, and who helps', () => {
    const error = { code: 'TOKEN_TRAINING' } as const;
    expect(describeToCitizen(error, 'th')).toMatch(/ตู้ฝึกอบรม ใช้จริงไม่ได้.*เจ้าหน้าที่/);
    expect(describeToCitizen(error, 'en')).toMatch(/training kiosk and not for real use.*staff/);
  });
});
