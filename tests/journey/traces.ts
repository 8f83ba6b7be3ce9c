import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import type { VirtualCard } from '../../contract/index.ts';
import type { Kiosk } from './world.ts';

/** Folders of a kiosk in which something of a citizen might lie: its profile, its reports, its temporary files. */
export type Places = Pick<Kiosk, 'profile' | 'reports' | 'temporary'>;

/**
 * Where these words are still to be found: in the page and in the state behind it, in whatever the browser keeps for it,
 * in any file of the kiosk's folders. Thai is looked for as UTF-8, as UTF-16 and as the card writes it.
 *
 * @returns each place with the word, empty when nothing is left
 */
export async function tracesLeft(page: Page, places: Places, words: readonly string[]): Promise<string[]> {
  const state = await page.evaluate(stateBehindThePage);
  // Where nothing was found because it was looked for in the wrong place, the test would be worth nothing.
  if (!state.includes('"visit"')) throw new Error(`this is not the state of the page: ${state.slice(0, 80)}`);
  const kept = await page.evaluate(keptByTheBrowser);
  const inPage = { ...kept, state, page: await page.content() };
  const found = Object.entries(inPage).flatMap(([place, text]) =>
    words.filter((word) => text.includes(word)).map((word) => `${place}: ${word}`),
  );
  for (const [place, folder] of Object.entries(folders(places)))
    for (const file of await filesIn(folder)) {
      const content = await readFile(file).catch(goneMeanwhile);
      for (const word of words)
        if (spellings(word).some((bytes) => content.includes(bytes)))
          found.push(`${place} ${path.relative(folder, file)}: ${word}`);
    }
  return found;
}

const folders = ({ profile, reports, temporary }: Places) => ({ profile, reports, temporary });

/** What a card says of its holder, in the words that may turn up on a screen or in a file. */
export function wordsOf({
  nameTh,
  nameEn,
  cid,
  address,
}: Pick<VirtualCard, 'nameTh' | 'nameEn' | 'cid' | 'address'>): string[] {
  const [, firstTh = '', , lastTh = ''] = nameTh.split('#');
  const [, firstEn = '', , lastEn = ''] = nameEn.split('#');
  const lane = address.split('#').find((part) => part.startsWith('ซอย')) ?? '';
  return [firstTh, lastTh, firstEn, lastEn, cid, lane].filter((word) => word !== '');
}

async function filesIn(folder: string): Promise<string[]> {
  // The reports' folder is made with the first report.
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(
    (fault: NodeJS.ErrnoException) => {
      if (fault.code === 'ENOENT') return [];
      throw fault;
    },
  );
  return entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
}

/** What every JPEG of a camera or a chip begins with, as bytes and as base64 in JSON. */
const JPEG_STARTS = [Buffer.from('ffd8ffe000104a464946', 'hex'), Buffer.from('/9j/4AAQSkZJRg')];

/** @returns each file below the kiosk's profile that holds a picture of a camera or a chip in the clear */
export async function picturesLeft(profile: string): Promise<string[]> {
  const found: string[] = [];
  for (const file of await filesIn(profile)) {
    const content = await readFile(file).catch(goneMeanwhile);
    if (JPEG_STARTS.some((start) => content.includes(start))) found.push(path.relative(profile, file));
  }
  return found;
}

/** The store that the page was drawn from, as React holds it; the program itself shows it to nobody. */
function stateBehindThePage(): string {
  type Fiber = { memoizedProps?: { value?: unknown } | null; child: Fiber | null; sibling: Fiber | null };
  const { document } = globalThis as unknown as { document: { getElementById(id: string): object } };
  const root = document.getElementById('root');
  const key = Object.keys(root).find((name) => name.startsWith('__reactContainer$'));
  const fibers = key
    ? [(root as Record<string, { stateNode: { current: Fiber } }>)[key]?.stateNode.current]
    : [];
  while (fibers.length > 0) {
    const fiber = fibers.pop();
    if (!fiber) continue;
    const value = fiber.memoizedProps?.value as { getState?: () => unknown } | undefined;
    if (typeof value?.getState === 'function') return JSON.stringify(value.getState());
    fibers.push(fiber.sibling ?? undefined, fiber.child ?? undefined);
  }
  return 'no store was found';
}

async function keptByTheBrowser(): Promise<Record<string, string>> {
  type Store = { getAll(): Request; getAllKeys(): Request };
  type Request = { result: unknown; error: unknown; onsuccess: () => void; onerror: () => void };
  type Opened = Request & {
    result: {
      objectStoreNames: ArrayLike<string>;
      transaction(names: string[]): { objectStore(name: string): Store };
      close(): void;
    };
  };
  const browser = globalThis as unknown as {
    localStorage: object;
    sessionStorage: object;
    location: { href: string };
    document: { cookie: string; title: string };
    indexedDB: { databases(): Promise<{ name: string }[]>; open(name: string): Opened };
    caches: {
      keys(): Promise<string[]>;
      open(name: string): Promise<{
        keys(): Promise<{ url: string }[]>;
        match(request: { url: string }): Promise<{ text(): Promise<string> } | undefined>;
      }>;
    };
  };
  const refused = () => 'none';
  const answerOf = (request: Request) =>
    new Promise<unknown>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  const inDatabases = async (): Promise<string> => {
    const found: unknown[] = [];
    for (const { name } of await browser.indexedDB.databases()) {
      const opening = browser.indexedDB.open(name);
      await answerOf(opening);
      const database = opening.result;
      for (const store of Array.from(database.objectStoreNames)) {
        const rows = database.transaction([store]).objectStore(store);
        found.push(name, store, await answerOf(rows.getAllKeys()));
        found.push(await answerOf(database.transaction([store]).objectStore(store).getAll()));
      }
      database.close();
    }
    return JSON.stringify(found);
  };
  const inCaches = async (): Promise<string> => {
    const found: string[] = [];
    for (const name of await browser.caches.keys()) {
      const cache = await browser.caches.open(name);
      for (const request of await cache.keys())
        found.push(name, request.url, (await (await cache.match(request))?.text()) ?? '');
    }
    return found.join('\n');
  };
  return {
    localStorage: JSON.stringify(browser.localStorage),
    sessionStorage: JSON.stringify(browser.sessionStorage),
    address: browser.location.href,
    document: browser.document.title + browser.document.cookie,
    databases: await inDatabases().catch(refused),
    caches: await inCaches().catch(refused),
  };
}

const THAI_IN_UNICODE = 0x0e00;
const THAI_IN_TIS620 = 0xa0;

function spellings(word: string): Buffer[] {
  const asOnCard = Array.from(word, (letter) => {
    const code = letter.charCodeAt(0);
    return code >= THAI_IN_UNICODE ? code - THAI_IN_UNICODE + THAI_IN_TIS620 : code;
  });
  return [Buffer.from(word, 'utf8'), Buffer.from(word, 'utf16le'), Buffer.from(asOnCard)];
}

/** Chromium and SQLite take files away while we look. */
function goneMeanwhile(fault: NodeJS.ErrnoException): Buffer {
  if (fault.code === 'ENOENT') return Buffer.alloc(0);
  throw fault;
}
