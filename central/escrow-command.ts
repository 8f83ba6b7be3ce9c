import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { recoveryRequestSchema } from '../contract/index.ts';
import { readEnvironment } from './environment.ts';
import { answerRecovery, makeEscrowKey } from './escrow/index.ts';
import { openCentreStores } from './start.ts';

const USAGE = `Gives a kiosk back the key of its vault, when its key store was changed or lost.

  npm run escrow -- make --out FOLDER
      makes the key pair. escrow-public.json belongs into the centre's folder (CENTRE_DIR), escrow-private.json into a safe.

  npm run escrow -- answer REQUEST.json --key escrow-private.json --code "1234 5678 9012" --out ANSWER.json
      answers a kiosk's request. Call the facility on a number that you know and have them read the code on the kiosk's screen.

The environment is that of the centre (docs/operations.md).`;

const text = { type: 'string' } as const;
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { out: text, key: text, code: text, help: { type: 'boolean', default: false } },
});
const [command, requestFile] = positionals;
const { out, key, code } = values;

if (command === 'make' && out !== undefined) {
  const { publicFile, privateFile } = await makeEscrowKey(out);
  console.log(`${publicFile}: for the centre's folder\n${privateFile}: for a safe, on no machine`);
} else if (command === 'answer' && requestFile && out && key && code) {
  const request = recoveryRequestSchema.parse(JSON.parse(await readFile(requestFile, 'utf8')));
  const escrowKey = JSON.parse(await readFile(key, 'utf8'));
  const { db, close } = await openCentreStores(readEnvironment(process.env));
  try {
    const answer = await answerRecovery({ db, now: () => new Date() }, { request, code, escrowKey });
    await writeFile(out, `${JSON.stringify(answer, null, 2)}\n`, { mode: 0o600 });
    console.log(`${out}: only the kiosk that asked can use it; start it with --kiosk-recovery=FILE`);
  } finally {
    await close();
  }
} else {
  console.log(USAGE);
  process.exitCode = values.help ? 0 : 2;
}
