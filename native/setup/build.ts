import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fingerprint } from './fingerprint.ts';
import { distDir, inProject, projectDir, workFolder } from './paths.ts';

const SOURCES = [
  'contract',
  'electron',
  'renderer',
  'central/pages',
  'native/pcsc-host',
  'vite.config.ts',
  'package.json',
  'package-lock.json',
];
const stampFile = join(distDir, 'built-from.txt');

export function isBuilt(): boolean {
  return existsSync(stampFile) && readFileSync(stampFile, 'utf8') === sources();
}

/** Builds `dist/` from the sources, all parts at once. What was there stays until the new one is whole. */
export async function build(): Promise<void> {
  const builtFrom = sources();
  const work = workFolder('dist');
  const built = join(work, 'dist');
  try {
    await buildParts(built);
    writeFileSync(join(built, 'built-from.txt'), builtFrom);
    rmSync(distDir, { recursive: true, force: true });
    renameSync(built, distDir);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** Builds what `dist/` holds into another folder. */
export async function buildParts(outDir: string): Promise<void> {
  const { build: viteBuild } = await import('vite');
  const { builtParts } = await import('../../vite.config.ts');
  const parts = builtParts(outDir).map((part) =>
    viteBuild({ root: projectDir, ...part, configFile: false, logLevel: 'warn', mode: 'production' }),
  );
  // All come to an end before a failure is told: none goes on writing into a folder that was cleared away.
  for (const result of await Promise.allSettled(parts)) {
    if (result.status === 'rejected') throw result.reason;
  }
}

function sources(): string {
  return fingerprint(SOURCES.map((path) => inProject(path)));
}
