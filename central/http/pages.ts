import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { createRequire, stripTypeScriptTypes } from 'node:module';
import { extname, join } from 'node:path';
import type { FastifyPluginAsync } from 'fastify';

const ROOT = join(import.meta.dirname, '../..');

/** Browser code keeps its path in the project: its relative imports are right as they stand. */
const SOURCES = [
  'central/pages/page.css',
  'central/pages/report.css',
  'central/pages/icon.svg',
  'central/pages/language.ts',
  'central/pages/verify.ts',
  'central/pages/verify-text.ts',
  'contract/errors.ts',
];
/** Pages with libraries in them are bundled by set-up. */
const BUNDLE_FOLDER = join(ROOT, 'dist', 'pages');
const SCANNER = 'zxing_reader.wasm';
const FONTS = ['thai-400', 'thai-600', 'latin-400', 'latin-600'];
const PAGES = { '/report': 'report.html', '/wallet': 'wallet.html', '/verify': 'verify.html' };

const MEDIA_TYPES: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.js': 'text/javascript; charset=utf-8',
  '.ts': 'text/javascript; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.wasm': 'application/wasm',
  '.woff2': 'font/woff2',
};

const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  // The scanner of the wallet page is WebAssembly.
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

type Asset = { body: Buffer; mediaType: string; etag: string };

/**
 * The centre's pages. They are few and small: all is read once, types stripped from the TypeScript, and served
 * from memory. What set-up has bundled is served as it is.
 *
 * @param centreUrl what a holder's proof is addressed to.
 */
export function pageRoutes(centreUrl: string): FastifyPluginAsync {
  return async (app) => {
    const assets = await loadAssets(centreUrl);
    for (const [url, asset] of assets) {
      app.get(url, { schema: { hide: true } }, async (request, reply) => {
        reply.headers({
          'content-type': asset.mediaType,
          'cache-control': 'no-cache',
          etag: asset.etag,
          'content-security-policy': CONTENT_SECURITY_POLICY,
          'referrer-policy': 'no-referrer',
        });
        return request.headers['if-none-match'] === asset.etag
          ? reply.code(304).send()
          : reply.send(asset.body);
      });
    }
    app.get('/', { schema: { hide: true } }, async (_request, reply) => reply.redirect('/report'));
  };
}

async function loadAssets(centreUrl: string): Promise<Map<string, Asset>> {
  const require = createRequire(import.meta.url);
  const assets = new Map<string, Asset>();
  for (const path of SOURCES) {
    const source = await readFile(join(ROOT, path), 'utf8');
    assets.set(`/${path}`, makeAsset(path, path.endsWith('.ts') ? stripTypeScriptTypes(source) : source));
  }
  for (const [name, body] of await readBundles()) assets.set(`/${name}`, makeAsset(name, body));
  assets.set(
    `/${SCANNER}`,
    makeAsset(SCANNER, await readFile(require.resolve(`zxing-wasm/reader/${SCANNER}`))),
  );
  for (const [url, file] of Object.entries(PAGES)) {
    const html = await readFile(join(ROOT, 'central/pages', file), 'utf8');
    assets.set(url, makeAsset(file, html.replace('{centreUrl}', centreUrl)));
  }
  for (const name of FONTS) {
    const file = `ibm-plex-sans-thai-looped-${name}-normal.woff2`;
    const body = await readFile(require.resolve(`@fontsource/ibm-plex-sans-thai-looped/files/${file}`));
    assets.set(`/fonts/${name}.woff2`, makeAsset(file, body));
  }
  return assets;
}

async function readBundles(): Promise<[string, Buffer][]> {
  try {
    const names = await readdir(BUNDLE_FOLDER);
    return await Promise.all(
      names.map(async (name): Promise<[string, Buffer]> => [name, await readFile(join(BUNDLE_FOLDER, name))]),
    );
  } catch (cause) {
    throw new Error('the pages are not built: npm run setup', { cause });
  }
}

function makeAsset(file: string, content: string | Buffer): Asset {
  const body = Buffer.from(content);
  const etag = `"${createHash('sha256').update(body).digest('base64url')}"`;
  return { body, etag, mediaType: MEDIA_TYPES[extname(file)] ?? 'application/octet-stream' };
}
