import react from '@vitejs/plugin-react';
import { defineConfig, type UserConfig } from 'vite';
import { inProject, writeScriptHashes } from './native/setup/index.ts';

/** Native addons load their binaries from beside their own files, so they stay in node_modules. */
const NATIVE_ADDONS = ['better-sqlite3-multiple-ciphers', 'pcsc-mini'];

/**
 * All that is built, each part on its own: the kiosk's trusted side, preload scripts and pages, and of the centre's pages
 * those with libraries in them.
 *
 * @param outDir folder that the parts go into, as in `dist/`
 */
export function builtParts(outDir: string): UserConfig[] {
  return [
    trustedSide(`${outDir}/electron`, {
      main: 'electron/main.ts',
      'pcsc-host': 'native/pcsc-host/host.ts',
    }),
    preload(`${outDir}/electron`, 'preload', 'electron/preload.ts'),
    page(`${outDir}/renderer`, 'renderer', ['index.html', 'slip/index.html']),
    preload(`${outDir}/electron`, 'face-engine-preload', 'electron/face/engine/preload.ts'),
    page(`${outDir}/engine`, 'electron/face/engine'),
    centrePages(`${outDir}/pages`, {
      wallet: 'central/pages/wallet.ts',
      report: 'central/pages/report/main.tsx',
    }),
  ];
}

/** Runs in Electron's Node: ES modules, with everything but Electron and the native addons in them. */
function trustedSide(outDir: string, input: Record<string, string>): UserConfig {
  return {
    ssr: { target: 'node', noExternal: true, external: ['electron', ...NATIVE_ADDONS] },
    build: {
      ssr: true,
      outDir,
      emptyOutDir: false,
      target: 'node20',
      minify: false,
      sourcemap: true,
      rolldownOptions: { input, output: { format: 'es', entryFileNames: '[name].js' } },
    },
  };
}

/** Runs before a sandboxed page: one CommonJS file, for it can load no other. */
function preload(outDir: string, name: string, entry: string): UserConfig {
  return {
    ssr: { target: 'node', noExternal: true, external: ['electron'] },
    build: {
      ssr: true,
      outDir,
      emptyOutDir: false,
      target: 'chrome130',
      minify: false,
      rolldownOptions: {
        input: { [name]: entry },
        output: { format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false },
      },
    },
  };
}

/** Scripts of the centre's pages, for the browsers of phones that are a few years old. */
function centrePages(outDir: string, input: Record<string, string>): UserConfig {
  return {
    plugins: [react()],
    build: {
      outDir,
      emptyOutDir: false,
      target: 'es2022',
      modulePreload: { polyfill: false },
      rolldownOptions: {
        input,
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name].js' },
      },
    },
  };
}

/** Pages of the custom scheme. Their policy allows files of their own only: nothing is inlined. */
function page(outDir: string, folder: string, documents = ['index.html']): UserConfig {
  return {
    root: inProject(folder),
    base: './',
    plugins: [
      react(),
      { name: 'script-hashes', apply: 'build', writeBundle: () => writeScriptHashes(outDir) },
    ],
    worker: { format: 'es' },
    build: {
      outDir,
      emptyOutDir: true,
      target: 'chrome130',
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rolldownOptions: { input: documents.map((document) => inProject(folder, document)) },
    },
  };
}

/** `npx vite` serves the kiosk's page alone, to work on its screens in a browser. */
export default defineConfig(page(inProject('dist', 'renderer'), 'renderer'));
