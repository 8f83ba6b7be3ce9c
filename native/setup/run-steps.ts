import { messageOf, SetupError } from './setup-error.ts';

export type Log = (line: string) => void;

export type Step = {
  name: string;
  /** What a person who waits should know: how long, how much is downloaded. */
  takes: string;
  /** Looks at files only and answers within milliseconds. */
  isDone(): boolean | Promise<boolean>;
  /** Safe to interrupt and to repeat: what is made appears whole or not at all. */
  run(log: Log): Promise<void>;
};

/**
 * Does the steps that are not done yet, in order, and says so: a step that is done prints nothing.
 *
 * @param print takes one line
 * @param now milliseconds, for the durations in the lines
 * @returns how many steps there was something to do for
 * @throws SetupError naming the step that failed, with its remedy
 */
export async function runSteps(steps: readonly Step[], print: Log, now: () => number): Promise<number> {
  let done = 0;
  for (const [index, step] of steps.entries()) {
    if (await step.isDone()) continue;
    const startedMs = now();
    print(`[${index + 1}/${steps.length}] ${step.name} … (${step.takes})`);
    await step
      .run((line) => print(`      ${line}`))
      .catch((cause) => {
        throw explain(step, cause);
      });
    if (!(await step.isDone())) throw explain(step, new Error('it is not done after it ran'));
    print(`      ok (${Math.round((now() - startedMs) / 1000)} s)`);
    done++;
  }
  return done;
}

function explain(step: Step, cause: unknown): SetupError {
  const remedy =
    cause instanceof SetupError ? cause.remedy : 'Run the command again; if it stays so, report it.';
  return new SetupError(`${step.name}: ${messageOf(cause)}`, remedy, { cause });
}
