import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Of the processes that use one embedded server, the one that started it answers for it and stops it. When that one
 * has died, the next to join takes over.
 */
export async function answerFor(directory: string): Promise<void> {
  const owner = await ownerOf(directory);
  if (owner === null || !isAlive(owner)) await writeFile(join(directory, 'owner'), String(process.pid));
}

/** True when this process is to stop the server. */
export async function answersFor(directory: string): Promise<boolean> {
  return (await ownerOf(directory)) === process.pid;
}

async function ownerOf(directory: string): Promise<number | null> {
  const text = await readFile(join(directory, 'owner'), 'utf8').catch(() => null);
  return text === null ? null : Number(text);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
