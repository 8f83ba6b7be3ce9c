import { parseArgs } from 'node:util';
import { audit } from './audit/index.ts';
import { readEnvironment } from './environment.ts';
import { enterFacilities, readFacilities } from './register/index.ts';
import { openCentreStores } from './start.ts';

const USAGE = `Takes the ministry's list of facilities into the centre's register.

  npm run facilities -- FILE.csv|FILE.xlsx [--check]

The table needs columns headed รหัส, ชื่อหน่วยให้บริการ, จังหวัด and อำเภอ; ชื่อภาษาอังกฤษ may be there. Codes have 5 digits, 9 digits, or
two letters and 7 digits. The health region follows from the province. What a facility was before is kept. With anything wrong
in the file nothing is entered; --check only looks. The environment is that of the centre (docs/operations.md).`;
const MOST_PROBLEMS = 20;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { check: { type: 'boolean', default: false }, help: { type: 'boolean', default: false } },
});
const [file] = positionals;

if (file === undefined || values.help) {
  console.log(USAGE);
  process.exitCode = values.help ? 0 : 2;
} else {
  const { facilities, problems } = await readFacilities(file);
  for (const { row, problem } of problems.slice(0, MOST_PROBLEMS)) console.error(`row ${row}: ${problem}`);
  if (problems.length > 0) {
    console.error(`${problems.length} rows are wrong: nothing was entered`);
    process.exitCode = 1;
  } else if (values.check) console.log(`${facilities.length} facilities, nothing wrong`);
  else await enter();

  async function enter(): Promise<void> {
    const { db, close } = await openCentreStores(readEnvironment(process.env));
    const at = new Date();
    try {
      const entered = await db.transaction().execute(async (transaction) => {
        const done = await enterFacilities(transaction, facilities, at);
        await audit(transaction, { at, event: 'register.imported', subject: 'facilities', details: done });
        return done;
      });
      console.log(JSON.stringify(entered));
    } finally {
      await close();
    }
  }
}
