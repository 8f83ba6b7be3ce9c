import type { Policy } from '../contract/index.ts';
import type { Audit } from './audit/index.ts';

/** A class of data, and how it lets go of what is older than a time (ISO 8601 UTC); gives the number of rows. */
export type RetentionClass = {
  name: 'stubs' | 'tokens' | 'audit';
  keptDays: number;
  purge: (before: string) => number;
};

const DAY_MS = 86_400_000;

/**
 * The classes of the kiosk's data with the time that the policy gives each. Evidence is not among them: it leaves with the
 * receipt, in the same transaction. The office's lists are read out of the audit log and end with it.
 */
export function retentionClasses(parts: {
  policy: Policy['retention'];
  purgeStubs: RetentionClass['purge'];
  purgeTokens: RetentionClass['purge'];
  audit: Pick<Audit, 'purge'>;
  /** The last entry of the audit log that the centre knows of: none after it is purged. */
  auditKnownAtCentre: () => number;
}): RetentionClass[] {
  const { policy, purgeStubs, purgeTokens, audit } = parts;
  return [
    { name: 'stubs', keptDays: policy.stubDays, purge: purgeStubs },
    { name: 'tokens', keptDays: policy.tokenDays, purge: purgeTokens },
    {
      name: 'audit',
      keptDays: policy.auditDays,
      purge: (before) => audit.purge(before, parts.auditKnownAtCentre()),
    },
  ];
}

/** Purges each class of what it has kept long enough, each with its entry in the audit log, whole or not at all. */
export function purgeExpired(options: {
  classes: readonly RetentionClass[];
  transaction: (work: () => void) => void;
  audit: Pick<Audit, 'append'>;
  now: Date;
}): void {
  const { classes, transaction, audit, now } = options;
  for (const { name, keptDays, purge } of classes) {
    const before = new Date(now.getTime() - keptDays * DAY_MS).toISOString();
    transaction(() => {
      const rows = purge(before);
      if (rows === 0) return;
      const details = { class: name, rows, before };
      audit.append({ actor: 'kiosk', event: 'retention.purged', subject: null, details });
    });
  }
}
