import { randomBytes, randomUUID } from 'node:crypto';
import { createDeviceSession, type Session } from './centre/index.ts';
import { createCopyChain } from './device/index.ts';
import { clientAssertion, type DeviceKeys, dpopProof } from './token/index.ts';

type Options = {
  centreUrl: string;
  keys: DeviceKeys;
  settings: Parameters<typeof createCopyChain>[0];
  now: () => Date;
};

/** 96 bits, 16 letters: short in the QR. */
export const shortId = (): string => randomBytes(12).toString('base64url');

/** This device's standing with the centre: its key signs, its chain tells copies apart. */
export function openSession({ centreUrl, keys, settings, now }: Options): Session {
  const chain = createCopyChain(settings, shortId);
  return createDeviceSession({
    url: centreUrl,
    sign: (request) => dpopProof({ ...request, key: keys.current(), now: now(), jti: randomUUID() }),
    assert: async () => {
      const identity = { key: keys.current(), audience: centreUrl, now: now(), jti: randomUUID() };
      return {
        assertion: await clientAssertion({ ...identity, chain: chain.next() }),
        settle: chain.settle,
      };
    },
    fetch,
    now,
  });
}
