import { type CardIdentity, type Comparison, type Policy, policySchema } from '../../contract/index.ts';
import policyJson from '../../resources/policy/2026-1.json' with { type: 'json' };
import type { CaptureResult } from './ports.ts';

/** Made-up material for the tests of this room. */
export const testPolicy: Policy = policySchema.parse(policyJson);

export const testIdentity: CardIdentity = {
  layout: '0003',
  cid: '0000000000001',
  nameTh: { prefix: 'นาง', first: 'ทดสอบ', middle: '', last: 'ระบบ' },
  nameEn: null,
  birthDate: { year: 1955, month: null, day: null },
  sex: 'female',
  requestNumber: '0000',
  issuer: 'ทดสอบ',
  issuerCode: '0000',
  issueDate: { year: 2020, month: 1, day: 1 },
  expiryDate: { kind: 'lifetime' },
  address: {
    houseNo: '1',
    moo: '',
    trok: '',
    soi: '',
    road: '',
    tambon: 'ทดสอบ',
    amphoe: 'ทดสอบ',
    province: 'ทดสอบ',
  },
};

export const testPhoto = { jpeg: new Uint8Array([0xff, 0xd8]), chipNumber: null, photoNumber: null };

export function testCapture(
  zone: Comparison['zone'] = 'accept',
  liveness: 'live' | 'not-live' = 'live',
): CaptureResult {
  const { acceptThreshold, model } = testPolicy.face;
  return {
    comparison: { score: zone === 'accept' ? 0.8 : 0.2, threshold: acceptThreshold, model, zone },
    liveness: { outcome: liveness, challenges: [], ms: 5000 },
    probe: new Uint8Array([1]),
    keyFrames: [new Uint8Array([2])],
  };
}
