import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { protocol, type Session } from 'electron';

export const SCHEME = 'kiosk';
/** The page of the citizen, the counter and the supervisor. */
export const APP_URL = `${SCHEME}://app/index.html`;

/** Folders served, by host: `kiosk://app/…`. Nothing outside them can be reached. */
export type Roots = Readonly<Record<string, string>>;

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
  '.task': 'application/octet-stream',
  '.tflite': 'application/octet-stream',
};

/**
 * MediaPipe and LiteRT compile WebAssembly, hence `wasm-unsafe-eval`; no script but our own files runs, nothing
 * is framed, and no page can talk to a network: `connect-src` knows only our own scheme.
 */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  `script-src 'self' ${SCHEME}://wasm 'wasm-unsafe-eval'`,
  `worker-src 'self'`,
  "style-src 'self'",
  "img-src 'self' blob:",
  "font-src 'self'",
  "media-src 'self' blob:",
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
    const { hostname, pathname } = new URL(url);
    const root = roots[hostname];
    if (!root) return new Response(null, { status: 404 });
    const file = path.join(root, decodeURIComponent(pathname));
    if (!file.startsWith(root + path.sep)) return new Response(null, { status: 403 });
    const contentType = CONTENT_TYPES[path.extname(file)];
    if (!contentType) return new Response(null, { status: 415 });
    try {
      return new Response(new Uint8Array(await readFile(file)), {
        headers: {
          'Content-Type': contentType,
          'Content-Security-Policy': CONTENT_SECURITY_POLICY,
          'Access-Control-Allow-Origin': `${SCHEME}://app`,
          'X-Content-Type-Options': 'nosniff',
          'Cache-Control': 'no-store',
        },
      });
    } catch {
      return new Response(null, { status: 404 });
    }
  });
}
