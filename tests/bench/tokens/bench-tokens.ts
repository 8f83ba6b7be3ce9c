import { importJWK, type JWK, jwtVerify } from 'jose';
import {
  createTestDevice,
  createTestHolder,
  type SentRecord,
  startTestCentre,
  type TestCentre,
  type TestDevice,
} from '../../../central/testing/index.ts';
import { PROVISIONAL_TOKEN_TYPE, walletLink } from '../../../contract/index.ts';
import { type DeviceKey, openDeviceKeys } from '../../../electron/token/index.ts';
import { median, rounded } from '../percentile.ts';
import { sampleToken } from './sample-token.ts';

export type TokenFigures = {
  /** Signing one provisional token, median. */
  signMs: number;
  /** Verifying one with the published key, median. */
  verifyMs: number;
  /** A claim from end to end, one at a time, median: code, nonce, proof, credential. */
  claimMs: number;
  /** Whole claims that the centre ends each second, eight holders at once. */
  claimsPerSecond: number;
  /** What the QR holds, link and token. */
  qrBytes: number;
};

const HOLDERS = 8;
/** As long as a ministry's address is. */
const CENTRE_URL = 'https://id.example.go.th';

export async function benchTokens(rounds: number, claims: number): Promise<TokenFigures> {
  const key = await deviceKey();
  const sign = () => issueToken(key);
  const { jws } = await sign();
  const publicKey = await importJWK(key.publicJwk as JWK, 'ES256');
  const verify = () => jwtVerify(jws, publicKey, { typ: PROVISIONAL_TOKEN_TYPE, algorithms: ['ES256'] });
  const centre = await startTestCentre();
  try {
    const device = await createTestDevice(centre);
    return {
      signMs: await medianMs(rounds, sign),
      verifyMs: await medianMs(rounds, verify),
      ...(await measureClaims(centre, device, claims)),
      qrBytes: Buffer.byteLength(walletLink(CENTRE_URL, jws)),
    };
  } finally {
    await centre.stop();
  }
}

async function measureClaims(centre: TestCentre, device: TestDevice, claims: number) {
  const tokens: SentRecord[] = [];
  for (let count = 0; count < 2 * claims; count += 1) tokens.push(await device.enrollAndSend());
  const holder = await createTestHolder(centre);
  const claimNext = async () => {
    const token = tokens.pop();
    if (token === undefined || !(await holder.claim(token)).ok) throw new Error('A claim was refused.');
  };
  // The rate limit counts by address and minute; here all holders have one address.
  const nextMinute = () => centre.moveClock(60_000);
  const claimMs = await medianMs(claims, claimNext);
  nextMinute();
  const begun = performance.now();
  await Promise.all(
    Array.from({ length: HOLDERS }, async (_, place) => {
      for (let count = place; count < claims; count += HOLDERS) await claimNext();
    }),
  );
  return { claimMs, claimsPerSecond: rounded((claims * 1000) / (performance.now() - begun), 2) };
}

async function deviceKey(): Promise<DeviceKey> {
  const kept = new Map<string, string>();
  const settings = {
    get: (name: string) => kept.get(name) ?? null,
    set: (name: string, value: string) => void kept.set(name, value),
  };
  return (await openDeviceKeys({ settings, keeper: 'bench', now: () => new Date() })).current();
}

const issueToken = (key: DeviceKey) => sampleToken(key, new Date());

async function medianMs(rounds: number, work: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let count = 0; count < rounds; count += 1) {
    const begun = performance.now();
    await work();
    times.push(performance.now() - begun);
  }
  return rounded(median(times), 2);
}
