import type { Policy } from '../../../contract/index.ts';

/** Limits that a few records reach. */
export const TEST_POLICY: Policy['outbox'] = {
  warnCount: 2,
  freezeCount: 3,
  warnAgeDays: 7,
  freezeAgeDays: 30,
  warnFreeMegabytes: 200,
  freezeFreeMegabytes: 50,
  uploadKilobits: null,
};
