import { describe, expect, it } from 'vitest';
import type { VirtualCard } from '../../contract/index.ts';
import { isCidValid } from './parse-identity.ts';
import { createThaiCard } from './read-card.ts';
import { exampleTransport } from './testing.ts';

async function identityOf(changes: Partial<VirtualCard>) {
  const transport = exampleTransport(changes);
  return (await createThaiCard(transport, transport.atr).readText()).identity;
}

describe('what the chip says', () => {
  it('leaves open what the card leaves open', async () => {
    expect((await identityOf({ birthDate: '24930000' })).birthDate).toEqual({
      year: 1950,
      month: null,
      day: null,
    });
    expect((await identityOf({ birthDate: '24930300' })).birthDate).toEqual({
      year: 1950,
      month: 3,
      day: null,
    });
  });

  it('knows a card for life from one with an end', async () => {
    expect((await identityOf({ expiryDate: '99999999' })).expiryDate).toEqual({ kind: 'lifetime' });
    expect((await identityOf({ expiryDate: '25470229' })).expiryDate).toEqual({
      kind: 'date',
      date: { year: 2004, month: 2, day: 29 },
    });
  });

  it.each(['25340015', '25341301', '25340230', '25460229', '2534081 ', '00000000', 'ABCDEFGH'])(
    'refuses the date %s',
    async (birthDate) => {
      await expect(identityOf({ birthDate })).rejects.toMatchObject({ code: 'CARD_DATA_INVALID' });
    },
  );

  it('keeps the place of each part when some are empty', async () => {
    const { nameTh, address } = await identityOf({
      nameTh: 'พระครู#สมชาย#ธัมโม#',
      address: '12######อำเภอเมือง#จังหวัดเลย',
    });
    expect(nameTh).toEqual({ prefix: 'พระครู', first: 'สมชาย', middle: 'ธัมโม', last: '' });
    expect(address).toMatchObject({
      houseNo: '12',
      moo: '',
      tambon: '',
      amphoe: 'อำเภอเมือง',
      province: 'จังหวัดเลย',
    });
  });

  it.each(['', '###'])('has no English name when the card has "%s"', async (nameEn) => {
    expect((await identityOf({ nameEn })).nameEn).toBeNull();
  });

  it.each([
    ['a Thai name that is missing', { nameTh: '' }],
    ['a name without its signs', { nameTh: 'นายสมชาย ใจดี' }],
    ['an address cut short', { address: '99/9#หมู่ที่ 4##ซอย' }],
    ['a citizen ID with a wrong check digit', { cid: '1234567890122' }],
  ])('refuses %s', async (_what, changes) => {
    await expect(identityOf(changes)).rejects.toMatchObject({ code: 'CARD_DATA_INVALID' });
  });

  it('says when the sex is not told', async () => {
    expect((await identityOf({ sex: '1' })).sex).toBe('male');
    expect((await identityOf({ sex: ' ' })).sex).toBe('unknown');
  });

  it('reads every Thai letter, vowel, tone mark and digit', async () => {
    const letters = Array.from({ length: 87 }, (_, index) => String.fromCodePoint(0x0e01 + index))
      .filter((letter) => !/[\u0e3b-\u0e3e]/.test(letter))
      .join('');
    expect((await identityOf({ nameTh: `#${letters}##` })).nameTh.first).toBe(letters);
  });

  it('refuses bytes that are no letters', async () => {
    const transport = exampleTransport({}, { spoil: ({ block0 }) => block0.set([0xfc], 0x0020) });
    await expect(createThaiCard(transport, transport.atr).readText()).rejects.toMatchObject({
      code: 'CARD_DATA_INVALID',
    });
  });
});

describe('the check digit of the citizen ID', () => {
  it('takes one digit of ten in the last place', () => {
    for (const first of ['123456789012', '000000000000', '912345678901']) {
      const valid = Array.from({ length: 10 }, (_, digit) => `${first}${digit}`).filter(isCidValid);
      expect(valid).toHaveLength(1);
    }
    expect(isCidValid('1234567890121')).toBe(true);
  });

  it.each(['', '123456789012', '12345678901211', '123456789012x', '１２３４５６７８９０１２１'])(
    'takes no "%s"',
    (text) => expect(isCidValid(text)).toBe(false),
  );
});
