import { defineConfig } from 'vitest/config';
import { countReporter } from './tests/count-reporter.ts';

/** Tests that hold a real reader, window or database, of which the machine has one. */
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
          exclude: [...NOT_OURS, ...REAL],
          maxWorkers: 2,
          testTimeout: 10_000,
          hookTimeout: 20_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          name: 'real',
          include: REAL,
          exclude: NOT_OURS,
          fileParallelism: false,
          testTimeout: 60_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
