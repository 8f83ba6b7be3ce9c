import { randomBytes } from 'node:crypto';
import jsQR from 'jsqr';
import { encode } from 'uqr';
import { describe, expect, it } from 'vitest';
import { walletLink } from '../../../contract/index.ts';
import { issueProvisionalToken, openDeviceKeys } from '../../../electron/token/index.ts';
import { CHEAP_PHONE, photograph, pixelsPerModule } from './phone-camera.ts';
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
  const { jws } = await issueProvisionalToken({
    key: keys.current(),
    facility: 'EA0010867',
    pseudonym: randomBytes(16).toString('base64url'),
    level: '2.1',
    levelPending: '2.3',
    policyVersion: '2026-1',
    validDays: 30,
    now: now(),
    randomId: () => randomBytes(12).toString('base64url'),
  });
  return walletLink('https://id.example.go.th', jws);
}

const read = (picture: Uint8ClampedArray) =>
  jsQR(picture, CHEAP_PHONE.lookPx, CHEAP_PHONE.lookPx, { inversionAttempts: 'dontInvert' });

describe('the QR of a token, seen by a cheap phone from 40 cm', () => {
  it('is read from every one of five pictures', async () => {
    const text = await qrText();
    const { data, size } = encode(text, DRAWN);
    expect(size).toBeLessThanOrEqual(77);
    expect(pixelsPerModule(size, CHEAP_PHONE)).toBeLessThan(4.5);
    for (let seed = 1; seed <= 5; seed += 1) {
      const picture = photograph(data, CHEAP_PHONE, seeded(seed));
      expect(read(picture)?.data).toBe(text);
    }
  });

  it('is not read from 2 metres: the picture is a hard one, not a copy of the code', async () => {
    const { data } = encode(await qrText(), DRAWN);
    const far = { ...CHEAP_PHONE, distanceMm: 2000 };
    expect(read(photograph(data, far, seeded(1)))).toBeNull();
  });
});
