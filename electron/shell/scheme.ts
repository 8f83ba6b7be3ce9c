import { open, readFile } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { protocol, type Session } from 'electron';

export const SCHEME = 'kiosk';
/** The page of the citizen, the counter and the supervisor. */
export const APP_URL = `${SCHEME}://app/index.html`;

/** Folders served, by what stands before the file: `app` for `kiosk://app/…`. Nothing outside them can be reached. */
export type Roots = Readonly<Record<string, string>>;

const PIECE_BYTES = 256 * 1024;

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.wasm': 'application/wasm',
  '.ogg': 'audio/ogg',
  '.task': 'application/octet-stream',
  '.tflite': 'application/octet-stream',
};

/**
 * MediaPipe and LiteRT compile WebAssembly, hence `wasm-unsafe-eval`; in a page no script runs but those it was built with,
 * by their hashes, and the loaders of the WebAssembly; nobody makes a script or markup out of text; nothing is framed,
 * and no page can talk to a network: `connect-src` knows only our own scheme.
 */
const contentSecurityPolicy = (scripts: readonly string[]) =>
  [
    "default-src 'none'",
    `script-src ${scripts.join(' ')} ${SCHEME}://wasm 'wasm-unsafe-eval'`,
    "require-trusted-types-for 'script'",
    'trusted-types default',
    `worker-src 'self'`,
    "style-src 'self'",
    "img-src 'self' blob:",
    "font-src 'self'",
    `media-src 'self' blob: ${SCHEME}://voice`,
    `connect-src 'self' ${SCHEME}:`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');

/** Must run before the app is ready. */
export function declareScheme(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: SCHEME,
      privileges: { standard: true, secure: true, supportFetchAPI: true, corsEnabled: true, codeCache: true },
    },
  ]);
}

export function serveScheme(session: Session, roots: Roots): void {
  session.protocol.handle(SCHEME, async ({ url }) => {
    const asked = new URL(url);
    const found = findFile(asked, roots);
    if (!found) return new Response(null, { status: 404 });
    const contentType = CONTENT_TYPES[path.extname(found.file)];
    if (!contentType) return new Response(null, { status: 415 });
    try {
      // In pieces: a model or a WebAssembly is ten megabytes, asked for at each visit.
      const pieces = (await open(found.file)).createReadStream({ highWaterMark: PIECE_BYTES });
      return new Response(Readable.toWeb(pieces) as ReadableStream, {
        headers: {
          'Content-Type': contentType,
          'Content-Security-Policy': contentSecurityPolicy(await scriptsOf(found)),
          // Only our own pages can name this scheme; the engine's page and the app's are different origins.
          'Access-Control-Allow-Origin': '*',
          'X-Content-Type-Options': 'nosniff',
          'Cache-Control': 'no-store',
        },
      });
    } catch {
      return new Response(null, { status: 404 });
    }
  });
}

type Found = { root: string; file: string };

/** What may run: in a page its own scripts by their hashes; in a worker, which has the policy it came with, our files. */
async function scriptsOf({ root, file }: Found): Promise<readonly string[]> {
  if (path.extname(file) !== '.html') return ["'self'"];
  const lists: Record<string, string[]> = JSON.parse(
    await readFile(path.join(root, 'script-hashes.json'), 'utf8'),
  );
  return lists[`/${path.relative(root, file).replaceAll(path.sep, '/')}`] ?? ["'none'"];
}

function findFile({ hostname, pathname }: URL, roots: Roots): Found | null {
  const asked = `${hostname}${decodeURIComponent(pathname)}`;
  for (const [prefix, root] of Object.entries(roots)) {
    if (!asked.startsWith(`${prefix}/`)) continue;
    const file = path.join(root, asked.slice(prefix.length));
    return file.startsWith(root + path.sep) ? { root, file } : null;
  }
  return null;
}
