import { readFileSync } from 'node:fs';
import { inProject, npm, projectDir, SetupError } from '../setup/index.ts';
import { shippedPackages } from './lockfile.ts';

/** An advisory that is known and does not reach us, until the day it is looked at again. */
export type AuditException = { id: string; why: string; until: string };

/** None today. A new one names the advisory (`GHSA-…`), why it does not reach what we ship, and a day. */
export const AUDIT_EXCEPTIONS: readonly AuditException[] = [];

/** What the registry knows of the packages we ship. */
export type Audit =
  | { asked: true; refused: string[]; excepted: string[] }
  /** It could not be asked: that says nothing about the packages, and is never taken for a good answer. */
  | { asked: false; why: string };

type Via = string | { name: string; title: string; url: string; severity: string };
type Answer = {
  /** By the package's name; `nodes` are the folders that it lies in. */
  vulnerabilities?: Record<string, { via: Via[]; nodes: string[] }>;
  message?: string;
  error?: { summary?: string; code?: string };
};

/**
 * Asks the registry about the packages of the lockfile that are shipped, Electron among them. Of the face models no registry
 * knows anything: they are data, and their hashes are pinned.
 */
export async function auditShipped(today: string): Promise<Audit> {
  const lockfile = JSON.parse(readFileSync(inProject('package-lock.json'), 'utf8'));
  const answer = await npm(['audit', '--json', '--include=dev'], { cwd: projectDir, anyStatus: true });
  const shipped = shippedPackages(lockfile).map(({ folder }) => folder);
  return judgeAudit(answer, { shipped, exceptions: AUDIT_EXCEPTIONS, today });
}

type Scope = {
  /** Folders of the packages that count, such as `node_modules/electron`. */
  shipped: readonly string[];
  exceptions: readonly AuditException[];
  /** YYYY-MM-DD; an exception counts up to its day. */
  today: string;
};

/** @param answer what `npm audit --json` wrote of all packages, tools of development among them */
export function judgeAudit(answer: string, { shipped, exceptions, today }: Scope): Audit {
  const told = parse(answer);
  if (told?.vulnerabilities === undefined)
    return { asked: false, why: told?.message ?? told?.error?.summary ?? told?.error?.code ?? 'no answer' };
  const advisories = Object.values(told.vulnerabilities)
    .filter(({ nodes }) => nodes.some((folder) => shipped.includes(folder)))
    .flatMap(({ via }) => via)
    .filter((via) => typeof via === 'object');
  const refused = new Set<string>();
  const excepted = new Set<string>();
  for (const { name, title, url, severity } of advisories) {
    const id = url.split('/').at(-1) ?? url;
    const exception = exceptions.find((known) => known.id === id && today <= known.until);
    if (exception) excepted.add(`${id} ${name}: ${exception.why} (until ${exception.until})`);
    else refused.add(`${id} ${name}, ${severity}: ${title}`);
  }
  return { asked: true, refused: [...refused], excepted: [...excepted] };
}

/**
 * What to say of an audit.
 *
 * @param mayBeUnknown somebody has said that the package is wanted though nobody could be asked
 * @throws SetupError for known vulnerabilities, and for an audit that says nothing unless that was agreed to
 */
export function passAudit(audit: Audit, mayBeUnknown: boolean): string[] {
  if (!audit.asked) {
    if (mayBeUnknown) return [`COULD NOT ASK the registry (${audit.why}): nothing is known`];
    throw new SetupError(
      `the registry could not be asked for known vulnerabilities (${audit.why})`,
      'Build where it answers, or say that you take a package nobody has asked about: npm run package -- --without-audit',
    );
  }
  if (audit.refused.length > 0)
    throw new SetupError(
      `known vulnerabilities: ${audit.refused.join('; ')}`,
      'Take a version without them, or add an exception with its reason in native/package/audit.ts.',
    );
  return [
    ...audit.excepted.map((line) => `excepted: ${line}`),
    'the registry knows of nothing that is not excepted',
  ];
}

function parse(answer: string): Answer | null {
  try {
    return JSON.parse(answer);
  } catch {
    // A proxy's page, or nothing.
    return null;
  }
}
