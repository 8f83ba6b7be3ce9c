import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import type { SlipContent } from '../../contract/index.ts';
import { LanguageContext } from '../i18n/index.ts';
import { Slip } from './slip.tsx';

const WORDS = { th: 'ฝึกอบรม ใช้จริงไม่ได้', en: 'Training: not for real use' } as const;

const CONTENT: SlipContent = {
  language: 'th',
  facility: { hcode: '10867', nameTh: 'รพ.ตัวอย่าง', nameEn: 'Sample Hospital' },
  transactionCode: '123456',
  reference: 'A1B2C3D4',
  madeAt: '2026-11-22T07:06:00.000Z',
  expiresAt: '2026-12-22T07:06:00.000Z',
  training: false,
};

const printed = (content: SlipContent) =>
  renderToStaticMarkup(
    <LanguageContext value={content.language}>
      <Slip content={content} />
    </LanguageContext>,
  );

describe('the slip', () => {
  it.each(['th', 'en'] as const)('of a kiosk for training says so, and no other: %s', (language) => {
    const training = WORDS[language];
    expect(printed({ ...CONTENT, language, training: true })).toContain(training);
    expect(printed({ ...CONTENT, language })).not.toContain(training);
  });
});
