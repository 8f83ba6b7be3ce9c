import { readEnvironment } from './environment.ts';
import { importFile } from './intake/index.ts';
import { openCentreStores } from './start.ts';

const USAGE = `Takes in records that a kiosk exported to a removable drive.

  npm run import -- FILE

The environment is that of the centre (docs/operations.md). A file may be taken in more than once.`;

const [file] = process.argv.slice(2);
if (file === undefined || file === '--help') {
  console.log(USAGE);
  process.exitCode = file === undefined ? 2 : 0;
} else {
  const environment = readEnvironment(process.env);
  const { db, keys, close } = await openCentreStores(environment);
  try {
    const context = { db, keys, now: () => new Date() };
    const { taken, known, refused } = await importFile(context, file);
    console.log(`${taken} taken, ${known} known already, ${refused.length} refused`);
    for (const { line, code, reason } of refused) console.log(`line ${line}: ${code} ${reason}`);
    process.exitCode = refused.length === 0 ? 0 : 1;
  } finally {
    await close();
  }
}
