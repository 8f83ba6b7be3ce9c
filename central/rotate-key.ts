import { randomBytes } from 'node:crypto';
import { audit } from './audit/index.ts';
import { readEnvironment } from './environment.ts';
import { rotateSigningKey } from './keys/index.ts';
import { openCentreStores } from './start.ts';

const USAGE = `Changes the centre's signing key: receipts and provisioning files are signed by the new one.

  npm run rotate-key -- --yes

Then start the centre's processes again, one after the other. Kiosks follow by themselves: the former key vouches for the
new one (docs/operations.md). The environment is that of the centre. Copy the key file anew, offline.`;

if (!process.argv.includes('--yes')) {
  console.log(USAGE);
  process.exitCode = process.argv.includes('--help') ? 0 : 2;
} else {
  const { keysFile, db, close } = await openCentreStores(readEnvironment(process.env));
  try {
    const at = new Date();
    const { former, current } = await rotateSigningKey(keysFile, randomBytes, at);
    await audit(db, { at, event: 'centre.key-rotated', subject: current, details: { former } });
    console.log(`signing key ${current} follows ${former}; start the centre's processes again`);
  } finally {
    await close();
  }
}
