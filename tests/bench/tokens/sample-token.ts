import { randomBytes } from 'node:crypto';
import { type DeviceKey, issueProvisionalToken } from '../../../electron/token/index.ts';

/** A provisional token as a kiosk issues it, with everything in it that makes a QR large. */
export const sampleToken = (key: DeviceKey, now: Date) =>
  issueProvisionalToken({
    key,
    facility: 'EA0010867',
    pseudonym: randomBytes(16).toString('base64url'),
    level: '2.1',
    levelPending: '2.3',
    policyVersion: '2026-1',
    validDays: 30,
    now,
    randomId: () => randomBytes(12).toString('base64url'),
  });
