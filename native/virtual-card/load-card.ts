import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { type VirtualCard, virtualCardSchema } from '../../contract/index.ts';
import { createCardMemory } from './card-memory.ts';

/**
 * Reads a card's JSON file and its photo.
 * @throws a plain sentence that names the file and the field when something is wrong with them.
 */
export async function loadCard(file: string): Promise<{ card: VirtualCard; photo: Uint8Array }> {
  const card = parseCard(await readText(file), file);
  const photoFile = path.resolve(path.dirname(file), card.photo);
  const photo = new Uint8Array(
    await readFile(photoFile).catch((cause: Error) => {
      throw new Error(`${file}: photo: can't read ${photoFile} (${cause.message}).`, { cause });
    }),
  );
  if (photo[0] !== 0xff || photo[1] !== 0xd8) throw new Error(`${file}: photo: ${photoFile} is not a JPEG.`);
  try {
    createCardMemory(card, photo);
  } catch (cause) {
    throw new Error(`${file}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
  return { card, photo };
}

async function readText(file: string): Promise<string> {
  return readFile(file, 'utf8').catch((cause: Error) => {
    throw new Error(`Can't read the card file ${file} (${cause.message}).`, { cause });
  });
}

function parseCard(text: string, file: string): VirtualCard {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw new Error(`${file} is not JSON (${cause instanceof Error ? cause.message : cause}).`, { cause });
  }
  const result = virtualCardSchema.safeParse(json);
  if (result.success) return result.data;
  const lines = result.error.issues.map((issue) => `  ${issue.path.join('.') || 'card'}: ${issue.message}`);
  throw new Error(`${file} does not describe a card:\n${lines.join('\n')}`);
}
