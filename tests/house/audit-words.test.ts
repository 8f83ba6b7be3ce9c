import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { inProject } from '../../native/setup/index.ts';

/** Where an entry of the audit log is written: its event stands in the call, or beside the words `event:` and `record(`. */
const EVENT =
  /'((?:visit|staff|case|call-back|token|record|outbox|report|vault|retention|device|centre)\.[a-z-]+)'/g;
/** Names of settings are constants, events stand where they are written. */
const A_CONSTANT = /^(export )?const [A-Z_]+ =.*$/gm;
/** Of the same form, and something else: settings' names, lines of the program's log, files. */
const NO_EVENTS =
  /^(device\.(provisioning|registration|chain|centre-key-vouchers)|token\.(device-key|next-device-key|changes-cursor)|staff\.edition|visit\.ended|record\.saved|outbox\.(no-spare-copy|received|clock-jumped|delivery-fault|batch-not-delivered|not-delivered|fault|reclaimed))$/;

it('every event that the kiosk writes into its audit log is said in words to the supervisor', () => {
  const files = execFileSync('git', ['ls-files', 'electron/*.ts', 'electron/**/*.ts'], {
    cwd: inProject(),
    encoding: 'utf8',
  })
    .split('\n')
    .filter((file) => file !== '' && !/testing|\.test\.ts$/.test(file));
  const written = files.flatMap((file) =>
    Array.from(
      readFileSync(inProject(file), 'utf8').replace(A_CONSTANT, '').matchAll(EVENT),
      ([, event = '']) => event,
    ),
  );
  const words = readFileSync(inProject('renderer', 'i18n', 'th-audit.ts'), 'utf8');
  const events = [...new Set(written)].filter((event) => !NO_EVENTS.test(event));
  expect(events.length).toBeGreaterThan(20);
  expect(events.filter((event) => !words.includes(`'${event}':`))).toEqual([]);
});
