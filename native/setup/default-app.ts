/**
 * What an unpackaged Electron runs first: it loads the app whose path is on the command line. Electron's own
 * runtime carries one as `default_app.asar`; the fallback runtime has none, so it gets this one, which behaves as
 * Electron's does (`default_app/main.ts` there) in what development and tests use.
 */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { app as documentedApp } from 'electron';

/** Electron's default app sets these by methods that the documentation leaves out. */
const app = documentedApp as typeof documentedApp & {
  setAppPath(path: string): void;
  setVersion(version: string): void;
  setDesktopName(name: string): void;
};

const { appArgument, preloads } = readArguments(process.argv.slice(1));

Object.defineProperty(process, 'defaultApp', { value: true, enumerable: true });
const require = createRequire(import.meta.url);
for (const preload of preloads) require(resolve(preload));

if (appArgument === undefined) {
  console.error('usage: electron [switches] PATH-OF-APP [arguments]');
  app.exit(1);
} else {
  // Electron holds back its `ready` event until this module's top-level await is over, so the app can still
  // register schemes and switches.
  await import(pathToFileURL(adoptApp(resolve(appArgument))).href);
}

/** `-r MODULE` and Chromium's switches may stand before the app's path; all behind it is the app's own. */
function readArguments(args: string[]): { appArgument: string | undefined; preloads: string[] } {
  const preloads: string[] = [];
  for (let i = 0; i < args.length; i++) {
    const argument = args[i] ?? '';
    if (argument === '-r' || argument === '--require') preloads.push(args[++i] ?? '');
    else if (!argument.startsWith('-')) return { appArgument: argument, preloads };
  }
  return { appArgument: undefined, preloads };
}

/** Gives the app its own name, version and path, and answers the file to run. */
function adoptApp(path: string): string {
  if (!statSync(path).isDirectory()) {
    app.setAppPath(dirname(path));
    return path;
  }
  app.setAppPath(path);
  const packageFile = join(path, 'package.json');
  if (!existsSync(packageFile)) return join(path, 'index.js');
  const about = JSON.parse(readFileSync(packageFile, 'utf8'));
  if (about.version) app.setVersion(about.version);
  app.setName(about.productName ?? about.name ?? app.getName());
  app.setDesktopName(about.desktopName ?? `${app.getName()}.desktop`);
  return join(path, about.main ?? 'index.js');
}
