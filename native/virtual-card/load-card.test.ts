import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadCard } from './load-card.ts';
import { exampleCard, examplePhoto } from './testing/index.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'card-'));
  await writeFile(path.join(folder, 'photo.jpg'), examplePhoto());
});
afterEach(() => rm(folder, { recursive: true }));

async function load(content: unknown) {
  const file = path.join(folder, 'card.json');
  await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content));
  return loadCard(file);
}

describe('a card file', () => {
  it('is read with the photo beside it', async () => {
    const { exchangeDelayMs: _left, ...described } = exampleCard();
    const { card, photo } = await load(described);
    expect(card).toEqual(exampleCard());
    expect(photo).toEqual(examplePhoto());
  });

  it.each([
    ['that is not there', undefined, "Can't read the card file"],
    ['that is not JSON', '{', 'is not JSON'],
    ['with a wrong number', exampleCard({ cid: '12' }), 'cid: 13 digits'],
    ['with letters no card has', exampleCard({ nameTh: '#李##' }), 'nameTh: only ASCII and Thai'],
    ['with a name too long', exampleCard({ nameEn: 'A'.repeat(101) }), 'nameEn: at most 100'],
    ['with a date of another calendar', exampleCard({ birthDate: '15/8/34' }), 'birthDate: eight digits'],
    ['with an unknown fault', { ...exampleCard(), faults: [{ atExchange: 1, do: 'burn' }] }, 'faults.0.do'],
    ['without its photo', exampleCard({ photo: 'none.jpg' }), "photo: can't read"],
    ['with a photo that is no JPEG', exampleCard({ photo: 'card.json' }), 'is not a JPEG'],
  ])('%s is refused in words', async (_what, content, words) => {
    const loading = content === undefined ? loadCard(path.join(folder, 'none.json')) : load(content);
    await expect(loading).rejects.toThrow(words);
  });

  it('with a photo that does not fit is refused in words', async () => {
    const tooBig = new Uint8Array(5119);
    tooBig.set(examplePhoto());
    await writeFile(path.join(folder, 'photo.jpg'), tooBig);
    await expect(load(exampleCard())).rejects.toThrow('at most 5118');
  });
});
