import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { inProject } from '../../native/setup/index.ts';

/** Runs the program of a package in node_modules over the checkout. */
export function runTool(packageName: string, command: string, args: string[]) {
  const { bin } = JSON.parse(readFileSync(inProject('node_modules', packageName, 'package.json'), 'utf8'));
  const script = inProject('node_modules', packageName, typeof bin === 'string' ? bin : bin[command]);
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], {
    cwd: inProject(),
    encoding: 'utf8',
    maxBuffer: 64 * 2 ** 20,
  });
  return { status, output: `${stdout}${stderr}`.trim() };
}
