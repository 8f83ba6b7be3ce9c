import { reproduceReport } from './reproduce.ts';

/**
 * The ministry's printed report of October 2022, made anew: npm run report-2022 [-- --json]
 *
 * Its 41 rows of health region 6 from the centre's own report, after visits with exactly those counts.
 */
const { rows, sums } = await reproduceReport((line) => console.error(line));
if (process.argv.includes('--json')) console.log(JSON.stringify({ rows, sums }));
else {
  console.table(rows);
  console.table([sums]);
}
