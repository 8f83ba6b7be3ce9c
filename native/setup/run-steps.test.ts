import { describe, expect, it } from 'vitest';
import { runSteps, type Step } from './run-steps.ts';
import { SetupError } from './setup-error.ts';

/** A step that is done once it ran; `did` collects the order. */
function step(
  name: string,
  did: string[],
  options: { done?: boolean; fails?: Error; useless?: true } = {},
): Step {
  let done = options.done ?? false;
  return {
    name,
    takes: 'a moment',
    isDone: () => done,
    run: async (log) => {
      did.push(name);
      if (options.fails) throw options.fails;
      log(`working on ${name}`);
      done = !options.useless;
    },
  };
}

async function run(steps: Step[]) {
  const lines: string[] = [];
  let seconds = 0;
  const now = () => {
    seconds += 3;
    return 1000 * seconds;
  };
  const failure = await runSteps(steps, (line) => lines.push(line), now).then(
    () => undefined,
    (thrown) => thrown,
  );
  return { lines, failure };
}

describe('set-up', () => {
  it('does what is missing, in order, and says how long it took; what is done prints nothing', async () => {
    const did: string[] = [];
    const { lines, failure } = await run([
      step('one', did),
      step('two', did, { done: true }),
      step('three', did),
    ]);
    expect(failure).toBeUndefined();
    expect(did).toEqual(['one', 'three']);
    expect(lines).toEqual([
      '[1/3] one … (a moment)',
      '      working on one',
      '      ok (3 s)',
      '[3/3] three … (a moment)',
      '      working on three',
      '      ok (3 s)',
    ]);
  });

  it('has nothing to do the second time', async () => {
    const did: string[] = [];
    const steps = [step('one', did), step('two', did)];
    await run(steps);
    expect((await run(steps)).lines).toEqual([]);
    expect(did).toEqual(['one', 'two']);
  });

  it('stops at a step that fails and hands on its remedy', async () => {
    const did: string[] = [];
    const fails = new SetupError('no network', 'Plug it in.');
    const { failure } = await run([step('one', did, { fails }), step('two', did)]);
    expect(failure).toMatchObject({ message: 'one: no network', remedy: 'Plug it in.', cause: fails });
    expect(did).toEqual(['one']);
  });

  it('does not believe a step that ran without getting done', async () => {
    const { failure } = await run([step('one', [], { useless: true })]);
    expect(failure).toMatchObject({ message: 'one: it is not done after it ran' });
  });
});
