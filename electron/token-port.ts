import { randomInt } from 'node:crypto';
import { type Policy, type Provisioning, walletLink } from '../contract/index.ts';
import type { Ports } from './enrollment/index.ts';
import { shortId } from './session.ts';
import {
  type DeviceKeys,
  issueProvisionalToken,
  pairwisePseudonym,
  sealRecord,
  transactionCode,
} from './token/index.ts';

type Options = {
  keys: DeviceKeys;
  provisioning: Provisioning;
  policy: Policy;
  /** Facility (hcode) of the moment. */
  hcode(): string;
  now(): Date;
};

/** What enrollment asks of the token room, with this device's keys and this centre's address filled in. */
export function createTokenPort({ keys, provisioning, policy, hcode, now }: Options): Ports['token'] {
  const { centre, pseudonymKey } = provisioning;
  return {
    issue: ({ subject, ...level }) =>
      issueProvisionalToken({
        key: keys.current(),
        facility: hcode(),
        pseudonym: subject,
        validDays: policy.token.validDays,
        now: now(),
        randomId: shortId,
        ...level,
      }),
    pseudonym: (cid) => pairwisePseudonym(Buffer.from(pseudonymKey, 'base64'), cid),
    link: (jws) => walletLink(centre.url, jws),
    transactionCode: () => transactionCode(policy.token.codeDigits, randomInt),
    seal: (record) => sealRecord({ record, sealingKey: centre.sealingKey, deviceKey: keys.current() }),
  };
}
