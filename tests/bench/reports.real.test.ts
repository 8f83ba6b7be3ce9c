import { expect, it } from 'vitest';
import { benchReports } from './reports/bench-reports.ts';

/** No speed is asked for: other work may go on on the same cores. */
it('the bench of the report, in short, gets every view while records come', {
  timeout: 120_000,
}, async () => {
  const figures = await benchReports({
    sizes: [2000],
    facilities: 100,
    times: 2,
    attempts: 1,
    log: () => {},
  });
  expect(figures).toMatchObject({ persons: 2000, facilities: 100 });
  expect(Object.keys(figures.p95Ms)).toHaveLength(15);
  for (const ms of Object.values(figures.p95Ms)) expect(ms).toBeGreaterThan(0);
  expect(figures.sizes[0]?.intakePerSecond).toBeGreaterThan(0);
});
