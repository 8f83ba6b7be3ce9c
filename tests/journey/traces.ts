import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';

/**
 * Where these words are still to be found: in the page, in whatever the browser keeps for it, in any file below the
 * kiosk's profile. Thai is looked for as UTF-8, as UTF-16 and as the card writes it.
 *
 * @returns each place with the word, empty when nothing is left
 */
export async function tracesLeft(page: Page, profile: string, words: readonly string[]): Promise<string[]> {
  const kept = await page.evaluate(keptByTheBrowser);
  const inPage = { ...kept, page: await page.content() };
  const found = Object.entries(inPage).flatMap(([place, text]) =>
    words.filter((word) => text.includes(word)).map((word) => `${place}: ${word}`),
  );
  const files = await readdir(profile, { recursive: true, withFileTypes: true });
  for (const file of files.filter((entry) => entry.isFile())) {
    const name = path.join(file.parentPath, file.name);
    const content = await readFile(name).catch(goneMeanwhile);
    for (const word of words)
      if (spellings(word).some((bytes) => content.includes(bytes)))
        found.push(`${path.relative(profile, name)}: ${word}`);
  }
  return found;
}

/** What every JPEG of a camera or a chip begins with, as bytes and as base64 in JSON. */
const JPEG_STARTS = [Buffer.from('ffd8ffe000104a464946', 'hex'), Buffer.from('/9j/4AAQSkZJRg')];

/** @returns each file below the kiosk's profile that holds a picture of a camera or a chip in the clear */
export async function picturesLeft(profile: string): Promise<string[]> {
  const files = (await readdir(profile, { recursive: true, withFileTypes: true })).filter((entry) =>
    entry.isFile(),
  );
  const found: string[] = [];
  for (const file of files) {
    const name = path.join(file.parentPath, file.name);
    const content = await readFile(name).catch(goneMeanwhile);
    if (JPEG_STARTS.some((start) => content.includes(start))) found.push(path.relative(profile, name));
  }
  return found;
}

async function keptByTheBrowser(): Promise<Record<string, string>> {
  const browser = globalThis as unknown as {
    localStorage: object;
    sessionStorage: object;
    location: { href: string };
    document: { cookie: string; title: string };
    indexedDB: { databases(): Promise<unknown[]> };
    caches: { keys(): Promise<string[]> };
  };
  const refused = () => 'none';
  return {
    localStorage: JSON.stringify(browser.localStorage),
    sessionStorage: JSON.stringify(browser.sessionStorage),
    address: browser.location.href,
    document: browser.document.title + browser.document.cookie,
    databases: await browser.indexedDB.databases().then(JSON.stringify, refused),
    caches: await browser.caches.keys().then(JSON.stringify, refused),
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
