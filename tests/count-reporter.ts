import { writeSync } from 'node:fs';
import type { Reporter, TestModule, TestSuite } from 'vitest/node';

export type Counts = { passed: number; failed: number; skipped: number };

/**
 * Makes `N passed, N failed, N skipped` the very last line on stdout. What kept tests from running counts as
 * failed: a file that does not load, a hook that throws, an error nobody caught, a test that never ended.
 */
export function countReporter(): Reporter {
  let counts: Counts = { passed: 0, failed: 0, skipped: 0 };
  // Written when the process ends: other reporters and Vitest itself still print after the run.
  process.once('exit', () => writeSync(process.stdout.fd, `${countLine(counts)}\n`));
  return {
    onTestRunEnd(modules, unhandledErrors) {
      counts = count(modules);
      counts.failed += unhandledErrors.length;
    },
  };
}

export function countLine({ passed, failed, skipped }: Counts): string {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}

function count(modules: readonly TestModule[]): Counts {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  for (const module of modules) {
    for (const test of module.children.allTests()) {
      const { state } = test.result();
      counts[state === 'pending' ? 'failed' : state]++;
    }
    const suites: (TestModule | TestSuite)[] = [module, ...module.children.allSuites()];
    counts.failed += suites.filter((suite) => suite.errors().length > 0).length;
  }
  return counts;
}
