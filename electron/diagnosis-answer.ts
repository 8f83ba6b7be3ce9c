import { rmSync } from 'node:fs';
import { readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Diagnosis } from '../contract/index.ts';
import { diagnosisFile } from './diagnosis/index.ts';

const ASK_EVERY_MS = 200;
/** Three steps of a network path that end nowhere, and then some. */
const LIMIT_MS = 60_000;

/** The findings as a file that names nobody, in the folder of the kiosk's data. */
export const answerFile = (profile: string): string => path.join(profile, 'diagnosis.json');

/** Takes the last findings away, so that what lies there afterwards is the answer to a new question. */
export const forgetAnswer = (profile: string): void => rmSync(answerFile(profile), { force: true });

/** Writes the findings whole or not at all: somebody may be waiting for the file. */
export async function writeAnswer(profile: string, diagnosis: Diagnosis): Promise<void> {
  const file = answerFile(profile);
  await writeFile(`${file}.part`, diagnosisFile(diagnosis));
  await rename(`${file}.part`, file);
}

/** What the running kiosk has found, once it has written it; null when it does not answer in time. */
export async function awaitAnswer(profile: string, limitMs = LIMIT_MS): Promise<Diagnosis | null> {
  const deadline = performance.now() + limitMs;
  while (performance.now() < deadline) {
    const text = await readFile(answerFile(profile), 'utf8').catch(() => null);
    if (text !== null) return JSON.parse(text);
    await sleep(ASK_EVERY_MS);
  }
  return null;
}

/** The findings a line each, in English and Thai. */
export function sayFindings({ findings }: Diagnosis): string {
  return findings
    .map(
      ({ subject, good, en, th }) =>
        `${good ? 'good' : 'BAD '}  ${subject.padEnd(12)}  ${en}\n${' '.repeat(20)}${th}`,
    )
    .join('\n');
}

/** Exit status: 0 when all is good. Errors of the past are told, and are no trouble of now. */
export const statusOf = ({ findings }: Diagnosis): number =>
  findings.every(({ good, subject }) => good || subject === 'log') ? 0 : 1;
