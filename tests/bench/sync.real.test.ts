import { expect, it } from 'vitest';
import { benchSync } from './sync/bench-sync.ts';

/** No speed is asked for: other work may go on on the same cores. */
it('the bench of the way to the centre, in short, delivers every record', { timeout: 120_000 }, async () => {
  const { recordsPerSecond, recordBytes, share } = await benchSync({ records: 100 });
  expect(recordsPerSecond).toBeGreaterThan(0);
  expect(recordBytes).toBeGreaterThan(29_000);
  expect(share.crypto + share.network + share.database).toBeCloseTo(1, 1);
});
