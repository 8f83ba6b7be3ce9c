import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { encode } from 'uqr';
import { beforeAll, describe, expect, it } from 'vitest';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import { walletLink } from '../../../contract/index.ts';
import { openDeviceKeys } from '../../../electron/token/index.ts';
import { CHEAP_PHONE, photograph, pixelsPerModule } from './phone-camera.ts';
import { sampleToken } from './sample-token.ts';
import { seeded } from './seeded.ts';

/** As `renderer/citizen/qr.tsx` draws it. */
const DRAWN = { ecc: 'L', border: 4 } as const;

async function qrText(): Promise<string> {
  const kept = new Map<string, string>();
  const settings = {
    get: (name: string) => kept.get(name) ?? null,
    set: (name: string, value: string) => void kept.set(name, value),
  };
  const now = () => new Date('2026-11-22T03:00:00Z');
  const keys = await openDeviceKeys({ settings, keeper: 'test', now });
  const { jws } = await sampleToken(keys.current(), now());
  return walletLink('https://id.example.go.th', jws);
}

/** ZXing's decoder, which scanner apps and the wallet page use. */
async function read(picture: Uint8ClampedArray): Promise<string | undefined> {
  const { lookPx } = CHEAP_PHONE;
  const image = { data: picture, width: lookPx, height: lookPx, colorSpace: 'srgb' } as Parameters<
    typeof readBarcodes
  >[0];
  return (await readBarcodes(image, { formats: ['QRCode'] }))[0]?.text;
}

const wasm = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm');
beforeAll(() => {
  const { buffer } = new Uint8Array(readFileSync(wasm));
  prepareZXingModule({ overrides: { wasmBinary: buffer } });
});

describe('the QR of a token, seen by a cheap phone from 40 cm', () => {
  it.each([
    ['a preview of 1920 pixels', CHEAP_PHONE],
    ['a preview of 1280 pixels', { ...CHEAP_PHONE, previewPx: 1280 }],
    ['a preview of 1280 pixels with much noise', { ...CHEAP_PHONE, previewPx: 1280, noise: 10 }],
  ])('is read from each of three pictures: %s', async (_what, view) => {
    const text = await qrText();
    const { data, size } = encode(text, DRAWN);
    expect(size).toBeLessThanOrEqual(77);
    expect(pixelsPerModule(size, view)).toBeLessThan(4.5);
    for (let seed = 1; seed <= 3; seed += 1)
      expect(await read(photograph(data, view, seeded(seed)))).toBe(text);
  });

  it('is not read from 2 metres: the picture is a hard one, not a copy of the code', async () => {
    const { data } = encode(await qrText(), DRAWN);
    const far = { ...CHEAP_PHONE, distanceMm: 2000 };
    expect(await read(photograph(data, far, seeded(1)))).toBeUndefined();
  });
});
