import { existsSync, realpathSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type RunOptions, runProgram } from './run-program.ts';
import { SetupError } from './setup-error.ts';

/**
 * Runs the user's npm (with the user's registry, proxy and certificates) on the Node that runs us. Started by
 * its script, not by its name: `npm` on the PATH would start whatever Node the system has.
 */
export function npm(args: string[], options: RunOptions = {}): Promise<string> {
  return runProgram(process.execPath, [npmScript(), ...args], options);
}

function npmScript(): string {
  const script = [process.env.npm_execpath, ...npmScriptsOnPath()].find(
    (candidate) => candidate?.endsWith('npm-cli.js') && existsSync(candidate),
  );
  if (script) return script;
  throw new SetupError('npm was not found', 'Install Node 24 with npm from https://nodejs.org.');
}

function npmScriptsOnPath(): string[] {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return folders.flatMap((folder) => {
    const command = join(folder, 'npm');
    const besideCommand = join(folder, 'node_modules', 'npm', 'bin', 'npm-cli.js');
    return existsSync(command) ? [realpathSync(command), besideCommand] : [besideCommand];
  });
}
