import {
  type CryptoKey,
  calculateJwkThumbprint,
  exportJWK,
  generateKeyPair,
  importJWK,
  type JWK,
  SignJWT,
} from 'jose';
import { z } from 'zod';
import { NEW_KEY_TYPE, type PublicJwk, publicJwkSchema } from '../../contract/index.ts';

/** An ES256 key of the device: it signs tokens, records and every call to the centre. */
export type DeviceKey = {
  privateKey: CryptoKey;
  publicJwk: PublicJwk;
  /** RFC 7638, SHA-256, base64url */
  thumbprint: string;
  /** What guards the key, e.g. `vault (gnome_libsecret)`: a key in software is labelled as such. */
  keeper: string;
  madeAt: string;
};

export type DeviceKeys = {
  /** Thumbprint of the first key: the device's id at the centre, for good. */
  deviceId: string;
  current(): DeviceKey;
  /**
   * Changes to a new key. It is kept before `register` shows it to the centre, so that no failure in between
   * leaves the device without the key that the centre knows.
   * @param audience the centre's address
   */
  change(audience: string, register: (proof: string) => Promise<void>): Promise<void>;
  /** Takes the key that an interrupted change left behind, when the centre knows the current one no more. */
  takeUpInterrupted(): boolean;
};

type Settings = {
  get(name: string): string | null;
  set(name: string, value: string): void;
};

type Options = {
  settings: Settings;
  /** Label of what guards the settings. */
  keeper: string;
  now: () => Date;
};

const SETTING = 'token.device-key';
const NEXT_SETTING = 'token.next-device-key';

const storedKeySchema = z.object({
  schema: z.literal(1),
  /** Absent for the first key, whose own thumbprint it is. */
  deviceId: z.string().optional(),
  keeper: z.string(),
  madeAt: z.iso.datetime(),
  privateJwk: publicJwkSchema.extend({ d: z.string() }),
});

/** The device's key, kept in the vault's settings; made at the first start. */
export async function openDeviceKeys(options: Options): Promise<DeviceKeys> {
  const { settings, now } = options;
  const text = settings.get(SETTING) ?? (await keepKey(SETTING, options));
  let current = await openKey(text);
  const deviceId = storedKeySchema.parse(JSON.parse(text)).deviceId ?? current.thumbprint;
  const kept = settings.get(NEXT_SETTING);
  let next = kept ? await openKey(kept) : null;

  const adopt = (key: DeviceKey): void => {
    settings.set(SETTING, settings.get(NEXT_SETTING) ?? '');
    settings.set(NEXT_SETTING, '');
    current = key;
    next = null;
  };

  return {
    deviceId,
    current: () => current,
    async change(audience, register) {
      next ??= await openKey(await keepKey(NEXT_SETTING, options, deviceId));
      const proof = await new SignJWT({})
        .setProtectedHeader({ alg: 'ES256', typ: NEW_KEY_TYPE, jwk: next.publicJwk as JWK })
        .setAudience(audience)
        .setSubject(deviceId)
        .setIssuedAt(Math.floor(now().getTime() / 1000))
        .sign(next.privateKey);
      const key = next;
      await register(proof);
      adopt(key);
    },
    takeUpInterrupted() {
      if (next === null) return false;
      adopt(next);
      return true;
    },
  };
}

async function openKey(text: string): Promise<DeviceKey> {
  const { privateJwk, keeper, madeAt } = storedKeySchema.parse(JSON.parse(text));
  const { d, ...publicJwk } = privateJwk;
  const privateKey = await importJWK({ ...publicJwk, d } as JWK, 'ES256');
  if (privateKey instanceof Uint8Array) throw new Error('the device key is not an asymmetric key');
  const thumbprint = await calculateJwkThumbprint(publicJwk as JWK);
  return { privateKey, publicJwk, thumbprint, keeper, madeAt };
}

async function keepKey(
  setting: string,
  { settings, keeper, now }: Options,
  deviceId?: string,
): Promise<string> {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  const privateJwk = await exportJWK(privateKey);
  const madeAt = now().toISOString();
  const text = JSON.stringify({ schema: 1, deviceId, keeper, madeAt, privateJwk });
  settings.set(setting, text);
  return text;
}
