import { beforeEach, describe, expect, it } from 'vitest';
import type { SlipContent, SlipMade, VisitSummary, VisitView } from '../contract/index.ts';
import { createSlips, type Slips } from './slips.ts';

const RECORD = '7f3a91c2-0000-4000-8000-000000000001';
const done = { step: 'done', transactionCode: '482915' } as VisitView;
const last = { recordId: RECORD } as VisitSummary;

let view: VisitView;
let printed: SlipContent[];
let said: string[];
let whileChoosing: () => void;
let printing: Promise<SlipMade>;
let slips: Slips;

/** The printer is Electron's and the folder a person's: what they do is said here. */
beforeEach(() => {
  view = done;
  printed = [];
  said = [];
  whileChoosing = () => {};
  printing = Promise.resolve('file');
  slips = createSlips({
    printer: {
      make: (content) => {
        printed.push(content);
        return printing;
      },
      toPdf: async ({ transactionCode, language }) =>
        new TextEncoder().encode(`${transactionCode} ${language}`),
      forget: async () => void said.push('file removed'),
    },
    drive: {
      async saveSlip({ recordId, actor }, pdf) {
        whileChoosing();
        said.push(`${actor} saved ${recordId.slice(0, 8)}: ${new TextDecoder().decode(await pdf())}`);
        return null;
      },
    },
    visit: () => ({ view, last }),
    facility: () => ({ hcode: '00014', nameTh: 'ตัวอย่าง', nameEn: 'Sample' }),
    training: false,
    tokenValidDays: 30,
    now: () => new Date('2026-11-24T03:00:00.000Z'),
  });
});

describe('the slip of a visit', () => {
  it('is made once, with the code, the reference and the end of its token', async () => {
    expect(await slips.make('en')).toBe('file');
    expect(await slips.make('th')).toBe('file');
    expect(printed).toMatchObject([
      {
        language: 'en',
        transactionCode: '482915',
        reference: '7f3a91c2',
        madeAt: '2026-11-24T03:00:00.000Z',
        expiresAt: '2026-12-24T03:00:00.000Z',
      },
    ]);
  });

  it('is saved as it was made, in the language of then', async () => {
    await slips.make('en');
    await slips.save('th', 'op1');
    expect(said).toEqual(['op1 saved 7f3a91c2: 482915 en']);
  });

  it('is for nobody once the visit is over, also when it ends while a folder is chosen', async () => {
    whileChoosing = () => {
      view = { step: 'idle' };
    };
    await expect(slips.save('th', 'op1')).rejects.toMatchObject({ code: 'REQUEST_INVALID' });
    await expect(slips.save('th', 'op1')).rejects.toMatchObject({ code: 'REQUEST_INVALID' });
    await expect(slips.make('th')).rejects.toMatchObject({ code: 'REQUEST_INVALID' });
    expect(said).toEqual([]);
  });

  it('leaves no file once it is over, also when its printing had not ended or failed; one of an earlier run goes too', async () => {
    await slips.forget();
    expect(said).toEqual(['file removed']);
    await slips.forget();
    expect(said).toHaveLength(1);
    let fail = (_reason: Error) => {};
    printing = new Promise((_resolve, reject) => {
      fail = reject;
    });
    const made = slips.make('th');
    const gone = slips.forget();
    expect(said).toHaveLength(1);
    fail(new Error('no paper'));
    await expect(made).rejects.toThrow('no paper');
    await gone;
    expect(said).toHaveLength(2);
  });
});
