import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { at, readSample } from '../../face/index.ts';

/** A photo of somebody; who it is matters only against the others. */
export type Photo = { subject: string; group: string; file: string; jpeg: Uint8Array };

const subjectsSchema = z.array(z.object({ subject: z.string(), file: z.string(), group: z.string() }));

/** @param dir a folder with `subjects.json`, which names subject, group and file of every JPEG */
export function readPeople(dir: string): Photo[] {
  const listed = subjectsSchema.parse(JSON.parse(readFileSync(join(dir, 'subjects.json'), 'utf8')));
  return listed.map(({ subject, file, group }) => ({
    subject,
    file,
    group,
    jpeg: readFileSync(join(dir, file)),
  }));
}

/** The faces that set-up makes sample citizens of: kanya's is another's. */
const SAMPLES = ['somying', 'malee', 'wilai'];
/** Seconds of the clips: a straight look, an open mouth. */
const MOMENTS = [1, 8];

/**
 * Two pictures of each sample citizen. Both are drawn from one photo: they show that the bench works, not how
 * well faces are compared.
 */
export function samplePeople(): Photo[] {
  return SAMPLES.flatMap((subject) =>
    at(readSample(subject).clip, ...MOMENTS).map((jpeg, index) => ({
      subject,
      group: 'samples',
      file: `${subject}/clip.mjpeg at ${MOMENTS[index]} s`,
      jpeg,
    })),
  );
}
