import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Beside the pages: the Content-Security-Policy sources of each page's scripts, by the page's path. */
const LIST = 'script-hashes.json';

/**
 * Binds every page of a built folder to the scripts it was built with: each script by an integrity hash, those that others
 * import by an import map, and all of them, the map too, in the list that `serveScheme` makes the page's policy from.
 * Workers are named nowhere in a page; they are not in it.
 */
export function writeScriptHashes(folder: string): void {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const scripts = new Map(
    files
      .filter((file) => file.endsWith('.js') && !file.includes('.worker'))
      .map((file) => [file, sha256(readFileSync(path.join(folder, file)))]),
  );
  const pages = files
    .filter((file) => file.endsWith('.html'))
    .map((file) => [`/${file.replaceAll(path.sep, '/')}`, bindPage(folder, file, scripts)]);
  writeFileSync(path.join(folder, LIST), JSON.stringify(Object.fromEntries(pages)));
}

function bindPage(folder: string, page: string, scripts: ReadonlyMap<string, string>): string[] {
  const file = path.join(folder, page);
  const html = readFileSync(file, 'utf8');
  const integrity: Record<string, string> = {};
  for (const [script, hash] of scripts) {
    const address = path.posix.relative(path.posix.dirname(page), script);
    integrity[address.startsWith('.') ? address : `./${address}`] = hash;
  }
  const map = JSON.stringify({ integrity });
  const bound = html.replace(/(src|href)="([^"]+\.js)"/g, (whole, _name, address: string) =>
    integrity[address] === undefined ? whole : `${whole} integrity="${integrity[address]}"`,
  );
  // Before every script: an import map counts only for what is loaded after it.
  writeFileSync(file, bound.replace('<script', `<script type="importmap">${map}</script>\n    <script`));
  return [...scripts.values(), sha256(map)].map((hash) => `'${hash}'`);
}

function sha256(content: string | Uint8Array): string {
  return `sha256-${createHash('sha256').update(content).digest('base64')}`;
}
