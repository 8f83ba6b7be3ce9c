import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { KioskError } from '../../contract/index.ts';

/** Longest that an update may be put off. */
const MAX_POSTPONE_DAYS = 14;

/** Every setting that IT can lay down; Windows' policy template (`build/windows`) has the same, with the same bounds. */
export const managedSchema = z.strictObject({
  /** Label of the camera to use. */
  camera: z.string().min(1).max(200).optional(),
  /** Width of the slip printer's paper. */
  slipWidthMm: z.union([z.literal(58), z.literal(80)]).optional(),
  /** Absolute path of the folder for supervisors' reports. */
  reportsFolder: z.string().min(1).optional(),
  /** The feed of updates; wins over the one of the provisioning file. */
  updateUrl: z.url().optional(),
  /** How long an update waits after it was first seen. */
  postponeUpdatesDays: z.number().int().min(0).max(MAX_POSTPONE_DAYS).optional(),
});

/** What the hospital's IT has laid down for this machine; nothing at the counter changes it. */
export type Managed = z.infer<typeof managedSchema>;

/**
 * Reads the managed settings: a file in the system's place, which only an administrator can write. Without it nothing is
 * laid down.
 * @throws KioskError SETTINGS_INVALID `{reason}` naming the first wrong field: a lock that is silently not there is none
 */
export async function readManaged(file: string): Promise<Managed> {
  const text = await readFile(file, 'utf8').catch((fault: NodeJS.ErrnoException) => {
    if (fault.code === 'ENOENT') return null;
    throw new KioskError('SETTINGS_INVALID', { reason: fault.code ?? 'unreadable' }, { cause: fault });
  });
  return text === null ? {} : parseManaged(text);
}

/** The same, of the text. */
export function parseManaged(text: string): Managed {
  const json = z.string().transform((content, context) => {
    try {
      return JSON.parse(content);
    } catch {
      context.addIssue('not JSON');
      return z.NEVER;
    }
  });
  const { data, error } = json.pipe(managedSchema).safeParse(text);
  if (data) return data;
  const [issue] = error.issues;
  const field = issue?.code === 'unrecognized_keys' ? issue.keys[0] : issue?.path.join('.');
  throw new KioskError('SETTINGS_INVALID', { reason: field || 'not JSON' });
}
