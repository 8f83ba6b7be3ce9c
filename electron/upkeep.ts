import path from 'node:path';
import type { Policy } from '../contract/index.ts';
import type { Audit } from './audit/index.ts';
import { type Backups, createBackups } from './backups.ts';
import { codeOf, type Logger } from './log.ts';
import type { Outbox } from './outbox/index.ts';
import { purgeExpired, retentionClasses } from './retention.ts';
import type { TokenRegister } from './token/index.ts';
import type { Vault } from './vault/index.ts';

const HOUR_MS = 3_600_000;
/** The first visit of the day does not wait for it. */
const FIRST_AFTER_MS = 300_000;

export type Upkeep = { backUp: Backups['make']; stop(): void };

/** What the kiosk does for its own data each hour: purges what was kept long enough, then copies the vault. */
export function startUpkeep(parts: {
  vault: Vault;
  audit: Audit;
  outbox: Outbox;
  tokens: TokenRegister;
  policy: Policy;
  auditKnownAtCentre: () => number;
  /** Folder of the kiosk's data. */
  profile: string;
  now: () => Date;
  log: Logger;
}): Upkeep {
  const { vault, audit, outbox, tokens, policy, now, log } = parts;
  const backups = createBackups({
    folder: path.join(parts.profile, 'backup'),
    copyTo: vault.backup,
    ...{ audit, now },
  });
  const classes = retentionClasses({
    policy: policy.retention,
    purgeStubs: outbox.purgeReceived,
    purgeTokens: tokens.purgeExpired,
    audit,
    auditKnownAtCentre: parts.auditKnownAtCentre,
  });

  async function work(): Promise<void> {
    purgeExpired({ classes, transaction: vault.transaction, audit, now: now() });
    await backups.makeWhenDue();
  }
  const tend = () => void work().catch((fault) => log.error({ fault: codeOf(fault) }, 'the upkeep failed'));

  const first = setTimeout(tend, FIRST_AFTER_MS);
  const hourly = setInterval(tend, HOUR_MS);
  return {
    backUp: backups.make,
    stop: () => {
      clearTimeout(first);
      clearInterval(hourly);
    },
  };
}
