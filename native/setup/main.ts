/** The commands behind the scripts in package.json. Started by bootstrap.mjs on a Node that runs TypeScript. */
import { clearOldWork, inProject, projectDir } from './paths.ts';
import { runSteps, type Step } from './run-steps.ts';
import { messageOf, SetupError } from './setup-error.ts';
import { BASE_STEPS, CENTRE_STEPS, KIOSK_STEPS, TEST_STEPS } from './steps.ts';
import { aptLine, missingSystemPackages } from './system-packages.ts';

/** Several times what they take on two cores. */
const TESTS_LIMIT_MINUTES = 45;

type Command = { steps: readonly Step[]; run(args: string[]): Promise<unknown> };

const COMMANDS: Readonly<Record<string, Command>> = {
  setup: { steps: KIOSK_STEPS, run: async () => console.log('Everything is ready. Start with: npm start') },
  start: {
    steps: KIOSK_STEPS,
    run: async (args) => process.exit(await (await import('../demo/index.ts')).start(args)),
  },
  test: { steps: TEST_STEPS, run: runTests },
  central: { steps: CENTRE_STEPS, run: (args) => runScript('central/main.ts', args) },
  'virtual-card': { steps: BASE_STEPS, run: (args) => runScript('native/virtual-card/main.ts', args) },
  'read-card': { steps: BASE_STEPS, run: (args) => runScript('native/read-card/main.ts', args) },
  import: { steps: BASE_STEPS, run: (args) => runScript('central/import.ts', args) },
  provision: { steps: BASE_STEPS, run: (args) => runScript('central/provision.ts', args) },
  facilities: { steps: BASE_STEPS, run: (args) => runScript('central/facilities.ts', args) },
  escrow: { steps: BASE_STEPS, run: (args) => runScript('central/escrow-command.ts', args) },
  manage: { steps: BASE_STEPS, run: (args) => runScript('central/manage.ts', args) },
  'rotate-key': { steps: BASE_STEPS, run: (args) => runScript('central/rotate-key.ts', args) },
  release: { steps: BASE_STEPS, run: (args) => runScript('central/release.ts', args) },
  package: { steps: KIOSK_STEPS, run: (args) => runScript('native/package/main.ts', args) },
  'package:try': { steps: KIOSK_STEPS, run: (args) => runScript('tests/package/main.ts', args) },
  'report-2022': { steps: CENTRE_STEPS, run: (args) => runScript('tests/report-2022/main.ts', args) },
  faults: { steps: CENTRE_STEPS, run: (args) => runScript('tests/faults/main.ts', args) },
  ha: { steps: CENTRE_STEPS, run: (args) => runScript('tests/ha/main.ts', args) },
  bench: { steps: KIOSK_STEPS, run: ([name = '', ...args]) => runScript(`tests/bench/${name}.ts`, args) },
};

try {
  const [name = '', ...args] = process.argv.slice(2);
  const command = COMMANDS[name];
  if (!command)
    throw new SetupError(`unknown command "${name}"`, `Known: ${Object.keys(COMMANDS).join(', ')}.`);
  await setUp(command.steps);
  await command.run(args);
} catch (thrown) {
  console.error(explain(thrown));
  process.exit(1);
}

async function setUp(steps: readonly Step[]): Promise<void> {
  const startedMs = Date.now();
  const done = await runSteps(steps, console.log, Date.now);
  if (done === 0) return;
  clearOldWork(Date.now());
  console.log(`Set-up is complete (${Math.round((Date.now() - startedMs) / 1000)} s)\n`);
}

/** Runs one of our scripts in this process, as if it had been started by itself. */
async function runScript(path: string, args: string[]): Promise<void> {
  process.argv.splice(1, Number.POSITIVE_INFINITY, inProject(path), ...args);
  await import(inProject(path));
}

async function runTests(args: string[]): Promise<void> {
  const { forDevelopment } = missingSystemPackages();
  if (forDevelopment.length > 0) console.log(`Some tests will fail without: ${aptLine(forDevelopment)}\n`);
  process.chdir(projectDir);
  // A worker blocked in native code outlasts the limit of its own test; the whole run must still end.
  setTimeout(() => {
    console.error(
      `The tests did not end within ${TESTS_LIMIT_MINUTES} minutes: the file that is missing above hangs.`,
    );
    process.exit(1);
  }, TESTS_LIMIT_MINUTES * 60_000).unref();
  await runScript('node_modules/vitest/vitest.mjs', ['run', ...args]);
}

function explain(thrown: unknown): string {
  if (thrown instanceof SetupError) return `\n${thrown.message}\n→ ${thrown.remedy}`;
  return thrown instanceof Error ? (thrown.stack ?? messageOf(thrown)) : messageOf(thrown);
}
