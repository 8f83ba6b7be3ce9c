import { encode } from 'jpeg-js';
import type { VirtualCard } from '../../../contract/index.ts';

/** An invented card with a test number, for tests and benches. */
export function exampleCard(changes: Partial<VirtualCard> = {}): VirtualCard {
  return {
    atr: '3B 68 00 00 54 48 20 4E 49 44 20 38',
    layout: '0003',
    cid: '1234567890121',
    nameTh: 'นางสาว#สมหญิง##ใจดี',
    nameEn: 'Miss#Somying##Jaidee',
    birthDate: '25340815',
    sex: '2',
    requestNumber: '12345678901234/0102',
    issuer: 'ท้องถิ่นเขตบางรัก/กรุงเทพมหานคร',
    issuerCode: '1234567890123',
    issueDate: '25660901',
    expiryDate: '25750814',
    address: '99/9#หมู่ที่ 4##ซอยสุขใจ 3#ถนนพระราม 4#ตำบลบ้านใหม่#อำเภอเมืองนครราชสีมา#จังหวัดนครราชสีมา',
    photoNumber: '01021234567890',
    photo: 'photo.jpg',
    chipNumber: '0102030405060708',
    exchangeDelayMs: 0,
    ...changes,
  };
}

const photos = new Map<number, Uint8Array>();

/** A picture of nobody (a gradient) in the size of a chip photo, 148 × 178. */
export function examplePhoto({ quality = 90 } = {}): Uint8Array {
  const photo = photos.get(quality) ?? encodeGradient(quality);
  photos.set(quality, photo);
  return photo.slice();
}

function encodeGradient(quality: number): Uint8Array {
  const [width, height] = [148, 178];
  const data = new Uint8Array(width * height * 4);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      data.set([(x * 255) / width, (y * 255) / height, 128, 255], (y * width + x) * 4);
    }
  }
  return new Uint8Array(encode({ data, width, height }, quality).data);
}
