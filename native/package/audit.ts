import { npm, projectDir } from '../setup/index.ts';

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
  vulnerabilities?: Record<string, { via: Via[] }>;
  message?: string;
  error?: { summary?: string; code?: string };
};

/** Asks the registry about the packages of the lockfile that are shipped. */
export async function auditShipped(today: string): Promise<Audit> {
  return judgeAudit(
    await npm(['audit', '--json', '--omit', 'dev'], { cwd: projectDir, anyStatus: true }),
    AUDIT_EXCEPTIONS,
    today,
  );
}

/**
 * @param answer what `npm audit --json` wrote
 * @param today YYYY-MM-DD; an exception counts up to its day
 */
export function judgeAudit(answer: string, exceptions: readonly AuditException[], today: string): Audit {
  const told = parse(answer);
  if (told?.vulnerabilities === undefined)
    return { asked: false, why: told?.message ?? told?.error?.summary ?? told?.error?.code ?? 'no answer' };
  const advisories = Object.values(told.vulnerabilities)
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

function parse(answer: string): Answer | null {
  try {
    return JSON.parse(answer);
  } catch {
    // A proxy's page, or nothing.
    return null;
  }
}
