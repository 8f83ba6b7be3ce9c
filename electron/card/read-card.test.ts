import { describe, expect, it } from 'vitest';
import { examplePhoto } from '../../native/virtual-card/testing/index.ts';
import { createThaiCard } from './read-card.ts';
import { exampleTransport } from './testing.ts';

const OLD_CARD = { layout: '0002', atr: '3B 67 00 00 29 20 00 6F 78 90' } as const;

async function readAll(transport: ReturnType<typeof exampleTransport>) {
  const card = createThaiCard(transport, transport.atr);
  const text = await card.readText();
  const exchangesToText = transport.exchanges;
  const shares: number[] = [];
  const photo = await card.readPhoto((share) => shares.push(share));
  const chipNumber = await card.readChipNumber();
  return { ...text, photo, chipNumber, exchangesToText, shares };
}

/** The stretches of memory a list of commands asked for, as [first, last] with the instruction. */
function readSpans(commands: readonly string[]) {
  return commands
    .filter((command) => /^80B[01]/.test(command))
    .map((command) => {
      const first = Number.parseInt(command.slice(4, 8), 16);
      return { first, last: first + Number.parseInt(command.slice(12, 14), 16) - 1 };
    });
}

describe('reading a Thai ID card', () => {
  it('reads a card of today’s layout whole', async () => {
    const read = await readAll(exampleTransport());
    expect(read.identity).toEqual({
      layout: '0003',
      cid: '1234567890121',
      nameTh: { prefix: 'นางสาว', first: 'สมหญิง', middle: '', last: 'ใจดี' },
      nameEn: { prefix: 'Miss', first: 'Somying', middle: '', last: 'Jaidee' },
      birthDate: { year: 1991, month: 8, day: 15 },
      sex: 'female',
      requestNumber: '12345678901234',
      issuer: 'ท้องถิ่นเขตบางรัก/กรุงเทพมหานคร',
      issuerCode: '1234567890123',
      issueDate: { year: 2023, month: 9, day: 1 },
      expiryDate: { kind: 'date', date: { year: 2032, month: 8, day: 14 } },
      address: {
        houseNo: '99/9',
        moo: 'หมู่ที่ 4',
        trok: '',
        soi: 'ซอยสุขใจ 3',
        road: 'ถนนพระราม 4',
        tambon: 'ตำบลบ้านใหม่',
        amphoe: 'อำเภอเมืองนครราชสีมา',
        province: 'จังหวัดนครราชสีมา',
      },
    });
    expect(read.photoNumber).toBe('01021234567890');
    expect(read.chipNumber).toBe('0102030405060708');
    expect(read.photo).toEqual({ jpeg: examplePhoto(), width: 148, height: 178 });
  });

  it('reads the old layout with the old answer to reset just the same', async () => {
    const [today, old] = [await readAll(exampleTransport()), await readAll(exampleTransport(OLD_CARD))];
    expect(old.identity).toEqual({ ...today.identity, layout: '0002' });
    expect(old.photo).toEqual(today.photo);
    expect(old.chipNumber).toBe(today.chipNumber);
    expect(old.photoNumber).toBeNull();
  });

  it('needs seven exchanges to the address and 51 with a photo that fills its field', async () => {
    const photo = paddedPhoto(5118);
    for (const kind of [{}, OLD_CARD]) {
      const transport = exampleTransport(kind, { photo });
      const read = await readAll(transport);
      expect(read.exchangesToText).toBe(7);
      expect(transport.exchanges).toBe(51);
      expect(read.photo.jpeg).toEqual(photo);
    }
  });

  it('never asks for the two bytes that some take for the religion', async () => {
    for (const kind of [{}, OLD_CARD]) {
      const transport = exampleTransport(kind, { photo: paddedPhoto(5118) });
      await readAll(transport);
      const spans = readSpans(transport.commands);
      expect(spans.length).toBeGreaterThan(20);
      expect(spans.filter(({ first, last }) => first <= 0x0178 && last >= 0x0177)).toEqual([]);
    }
  });

  it('keeps all of an address of 160 letters', async () => {
    const province = `จังหวัด${'ก'.repeat(160 - 7 - 7 - 1)}`;
    const { identity } = await readAll(exampleTransport({ address: `1#######${province}` }));
    expect(identity.address.province).toBe(province);
  });

  it('tells honestly how much of the photo has come', async () => {
    const { shares } = await readAll(exampleTransport({}, { photo: paddedPhoto(5118) }));
    expect(shares).toHaveLength(21);
    expect(shares[0]).toBeCloseTo(255 / 5118);
    expect(shares.at(-1)).toBe(1);
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
  });

  it('stops where the picture ends and takes no padding with it', async () => {
    const photo = examplePhoto({ quality: 30 });
    const transport = exampleTransport({}, { photo });
    expect((await readAll(transport)).photo.jpeg).toEqual(photo);
    expect(transport.exchanges).toBeLessThan(51);
  });

  it('reads a card whose answer to reset nobody knows', async () => {
    const { identity } = await readAll(exampleTransport({ atr: '3B 9F 95 81' }));
    expect(identity.cid).toBe('1234567890121');
  });

  it('finds out when the answer to reset misleads about GET RESPONSE', async () => {
    const transport = exampleTransport(OLD_CARD);
    const card = createThaiCard(transport, Uint8Array.of(0x3b, 0x68));
    expect((await card.readText()).identity.layout).toBe('0002');
    // One exchange to find out, then none is lost any more.
    expect(transport.exchanges).toBe(8);
  });

  it('says so when the card is not a Thai ID card', async () => {
    const transport = { transmit: async () => Uint8Array.of(0x6a, 0x82) };
    await expect(createThaiCard(transport, Uint8Array.of(0x3b, 0)).readText()).rejects.toMatchObject({
      code: 'CARD_NOT_THAI_ID',
    });
  });

  it('refuses a layout it does not know instead of guessing', async () => {
    const transport = exampleTransport({}, { spoil: ({ block0 }) => block0.set([0x30, 0x30, 0x30, 0x39]) });
    await expect(readAll(transport)).rejects.toMatchObject({ code: 'CARD_DATA_INVALID' });
  });

  it('calls a photo without its end unreadable, after the text was read', async () => {
    const transport = exampleTransport({}, { spoil: ({ block0 }) => block0.fill(0x20, 0x0400, 0x1579) });
    await expect(readAll(transport)).rejects.toMatchObject({ code: 'CARD_PHOTO_UNREADABLE' });
  });

  it('reads the health-insurance right where the card has one', async () => {
    const right = {
      mainRight: 'สิทธิหลักประกันสุขภาพแห่งชาติ',
      subRight: 'ผู้มีรายได้น้อย',
      mainHospital: 'โรงพยาบาลบ้านใหม่',
      subHospital: '',
      paidType: '1',
      issueDate: '25660901',
      expiryDate: '        ',
      updateDate: '25660902',
    };
    const transport = exampleTransport({ healthRight: right });
    expect(await createThaiCard(transport, transport.atr).readHealthRight()).toEqual({
      ...right,
      issueDate: { year: 2023, month: 9, day: 1 },
      expiryDate: null,
      updateDate: { year: 2023, month: 9, day: 2 },
    });
    const without = exampleTransport();
    expect(await createThaiCard(without, without.atr).readHealthRight()).toBeNull();
  });
});

/** A photo of exactly so many bytes: a comment segment before its end marker takes up the rest. */
function paddedPhoto(length: number): Uint8Array {
  const photo = examplePhoto();
  const comment = new Uint8Array(length - photo.length);
  comment.set([0xff, 0xfe, (comment.length - 2) >> 8, (comment.length - 2) & 0xff]);
  return Uint8Array.of(0xff, 0xd8, ...comment, ...photo.subarray(2));
}
