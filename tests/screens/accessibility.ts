import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/**
 * What axe-core finds against WCAG 2.2 AA on the page as it stands: rule and elements.
 *
 * @param rules only these; all when left out
 */
export async function violationsOf(page: Page, rules: readonly string[] = []): Promise<string[]> {
  // Not as a script element: the pages let in none that is not theirs.
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axeSource);
  const results = await page.evaluate((only): Promise<AxeResults> => {
    const { axe } = globalThis as unknown as { axe: { run(options: object): Promise<AxeResults> } };
    const some = only.length > 0 ? { runOnly: only } : {};
    return axe.run({ ...some, resultTypes: ['violations'], elementRef: false });
  }, rules);
  return results.violations.map(
    ({ id, nodes }) => `${id} at ${nodes.map(({ target }) => target.join(' ')).join(', ')}`,
  );
}
