import { existsSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { inCache, SetupError } from '../setup/index.ts';

export type StartOptions = {
  /** The visit runs by itself. */
  journey: boolean;
  /** Folder for the journey's report and pictures. */
  out: string;
  /** A virtual card to use whatever readers there are. */
  card: string | undefined;
  /** A clip to use as camera whatever cameras there are. */
  camera: string | undefined;
  /** The citizen's language in a journey. */
  language: 'th' | 'en';
  /** Folder of the demonstration's data: the centre's database, the kiosk's vault. */
  data: string;
};

const USAGE =
  'npm start -- [--journey] [--out DIR] [--card FILE.json] [--camera FILE.mjpeg] [--language th|en] [--data DIR]';

/** @throws SetupError when an argument is not known or names no file */
export function readStartOptions(args: string[]): StartOptions {
  const { journey, out, card, camera, language, data } = parse(args);
  return {
    journey: journey ?? false,
    out: path.resolve(out ?? path.join('out', 'journey')),
    card: existingFile('--card', card),
    camera: existingFile('--camera', camera),
    language: language === 'en' ? 'en' : 'th',
    data: path.resolve(data ?? inCache('demo')),
  };
}

function parse(args: string[]) {
  try {
    const text = { type: 'string' } as const;
    return parseArgs({
      args,
      options: {
        journey: { type: 'boolean' },
        out: text,
        card: text,
        camera: text,
        language: text,
        data: text,
      },
    }).values;
  } catch (cause) {
    throw new SetupError(cause instanceof Error ? cause.message : String(cause), `Use: ${USAGE}`, { cause });
  }
}

function existingFile(option: string, file: string | undefined): string | undefined {
  if (file === undefined) return undefined;
  const resolved = path.resolve(file);
  if (!existsSync(resolved)) throw new SetupError(`${option}: there is no file ${resolved}`, `Use: ${USAGE}`);
  return resolved;
}
