import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** High contrast changes colours and nothing else: these rules are to be looked at anew on the same page. */
export const COLOUR_RULES = ['color-contrast', 'link-in-text-block'];

/** What axe-core has found on a page: how many rules it meets; what breaks one; what only a person can judge. */
export type AxeFindings = { met: number; violations: string[]; unsure: string[] };

/**
 * What axe-core finds against WCAG 2.2 AA on the page as it stands.
 *
 * @param rules only these; all when left out
 */
export async function findingsOf(page: Page, rules: readonly string[] = []): Promise<AxeFindings> {
  // Not as a script element: the pages let in none that is not theirs.
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axeSource);
  const { passes, violations, incomplete } = await page.evaluate((only): Promise<AxeResults> => {
    const { axe } = globalThis as unknown as { axe: { run(options: object): Promise<AxeResults> } };
    const some = only.length > 0 ? { runOnly: only } : {};
    return axe.run({ ...some, resultTypes: ['violations'], elementRef: false });
  }, rules);
  return { met: passes.length, violations: violations.map(asWords), unsure: incomplete.map(asWords) };
}

/** The violations alone: rule and elements. */
export const violationsOf = async (page: Page, rules: readonly string[] = []): Promise<string[]> =>
  (await findingsOf(page, rules)).violations;

const asWords = ({ id, nodes }: AxeResults['violations'][number]): string =>
  `${id} at ${nodes.map(({ target }) => target.join(' ')).join(', ')}`;
