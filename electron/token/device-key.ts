import {
  type CryptoKey,
  calculateJwkThumbprint,
  exportJWK,
  generateKeyPair,
  importJWK,
  type JWK,
} from 'jose';
import { z } from 'zod';
import { type PublicJwk, publicJwkSchema } from '../../contract/index.ts';

/** The device's ES256 key: it signs tokens, records and every call to the centre. */
export type DeviceKey = {
  privateKey: CryptoKey;
  publicJwk: PublicJwk;
  /** RFC 7638, SHA-256, base64url: the device's id at the centre. */
  thumbprint: string;
  /** What guards the key, e.g. `vault (gnome_libsecret)`: a key in software is labelled as such. */
  keeper: string;
};

type Settings = {
  get(name: string): string | null;
  set(name: string, value: string): void;
};

const SETTING = 'token.device-key';

const storedKeySchema = z.object({
  schema: z.literal(1),
  keeper: z.string(),
  madeAt: z.iso.datetime(),
  privateJwk: publicJwkSchema.extend({ d: z.string() }),
});

/** The device key kept in the vault's settings; made at the first start. */
export async function openDeviceKey(options: {
  settings: Settings;
  /** Label of what guards the settings. */
  keeper: string;
  now: () => Date;
}): Promise<DeviceKey> {
  const stored = storedKeySchema.parse(JSON.parse(options.settings.get(SETTING) ?? (await makeKey(options))));
  const { d, ...publicJwk } = stored.privateJwk;
  const privateKey = await importJWK({ ...publicJwk, d } as JWK, 'ES256');
  if (privateKey instanceof Uint8Array) throw new Error('the device key is not an asymmetric key');
  return {
    privateKey,
    publicJwk,
    thumbprint: await calculateJwkThumbprint(publicJwk as JWK),
    keeper: stored.keeper,
  };
}

async function makeKey({ settings, keeper, now }: Parameters<typeof openDeviceKey>[0]): Promise<string> {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  const privateJwk = await exportJWK(privateKey);
  const text = JSON.stringify({ schema: 1, keeper, madeAt: now().toISOString(), privateJwk });
  settings.set(SETTING, text);
  return text;
}
