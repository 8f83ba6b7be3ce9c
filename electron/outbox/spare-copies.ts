import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { type SealedRecord, sealedRecordSchema } from '../../contract/index.ts';

export type SpareCopies = {
  keep(sealed: SealedRecord): void;
  drop(recordId: string): void;
  /** What lies there, but for a copy that the end of the power cut short. */
  all(): SealedRecord[];
};

const SUFFIX = '.json';

/**
 * A second copy of each waiting record, a file of its own beside the database: sealed as it is, it gives nothing away. Should
 * the database be damaged and an older backup take its place, what was made since is taken up from here.
 */
export function createSpareCopies(folder: string): SpareCopies {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const fileOf = (recordId: string): string => join(folder, recordId + SUFFIX);
  return {
    keep: (sealed) => {
      const descriptor = openSync(fileOf(sealed.recordId), 'w', 0o600);
      try {
        writeSync(descriptor, JSON.stringify(sealed));
        fsyncSync(descriptor);
      } finally {
        closeSync(descriptor);
      }
    },
    drop: (recordId) => rmSync(fileOf(recordId), { force: true }),
    all: () =>
      readdirSync(folder)
        .filter((name) => name.endsWith(SUFFIX))
        .flatMap((name) => readCopy(join(folder, name)) ?? []),
  };
}

/** Nothing is kept: for measuring the database by itself. */
export const NO_SPARE_COPIES: SpareCopies = { keep: () => {}, drop: () => {}, all: () => [] };

/** Null for half a copy: its record is whole in the database, whose commit came first. */
function readCopy(file: string): SealedRecord | null {
  try {
    return sealedRecordSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return null;
  }
}
