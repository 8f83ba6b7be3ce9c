import { defineConfig } from 'vitest/config';
import { countReporter } from './tests/count-reporter.ts';

/** Tests with a real part of their own each, most of them a PostgreSQL: several may run side by side. */
const SERVICE = ['central/**/*.real.test.ts', 'tests/{house,report-2022}/**/*.test.ts'];
/** Tests that hold a real reader or window, of which the machine has one. */
const REAL = ['tests/**/*.test.ts', '**/*.real.test.ts'];
const NOT_OURS = ['**/node_modules/**', '**/.git/**', '.cache/**', 'dist/**', 'out/**'];

export default defineConfig({
  test: {
    reporters: ['default', countReporter()],
    projects: [
      {
        test: {
          name: 'unit',
          include: ['**/*.test.{ts,tsx}'],
          exclude: [...NOT_OURS, ...REAL, ...SERVICE],
          maxWorkers: 2,
          testTimeout: 10_000,
          hookTimeout: 20_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          name: 'service',
          include: SERVICE,
          exclude: NOT_OURS,
          maxWorkers: 2,
          testTimeout: 60_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          name: 'real',
          include: REAL,
          exclude: [...NOT_OURS, ...SERVICE],
          fileParallelism: false,
          testTimeout: 60_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
