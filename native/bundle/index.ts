import { builtinModules } from 'node:module';
import { basename, dirname } from 'node:path';
import { build, type InlineConfig } from 'vite';
import { writeScriptHashes } from '../setup/index.ts';

/**
 * Bundles small Electron programs that are no part of the kiosk: what renders the sample clips, what tests
 * drive the face engine with. The kiosk itself is built by `vite.config.ts`.
 */

const QUIET: InlineConfig = { configFile: false, logLevel: 'error', clearScreen: false };

/** @param html the page's file; it lands in `outDir` under the same name, its scripts beside it */
export async function bundlePage(html: string, outDir: string): Promise<void> {
  await build({
    ...QUIET,
    root: dirname(html),
    base: './',
    publicDir: false,
    worker: { format: 'es' },
    build: {
      outDir,
      emptyOutDir: true,
      target: 'chrome130',
      modulePreload: false,
      chunkSizeWarningLimit: 2000,
      rolldownOptions: { input: html },
    },
  });
  writeScriptHashes(outDir);
}

/** @param outFile ends with `.mjs` for a main process, with `.cjs` for a sandboxed preload */
export async function bundleScript(entry: string, outFile: string): Promise<void> {
  await build({
    ...QUIET,
    root: dirname(entry),
    publicDir: false,
    build: {
      outDir: dirname(outFile),
      emptyOutDir: false,
      target: 'node20',
      minify: false,
      lib: {
        entry,
        formats: [outFile.endsWith('.cjs') ? 'cjs' : 'es'],
        fileName: () => basename(outFile),
      },
      rolldownOptions: { external: ['electron', /^node:/, ...builtinModules] },
    },
  });
}
