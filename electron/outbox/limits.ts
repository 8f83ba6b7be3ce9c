import type { ErrorReport, OutboxLimit, Policy } from '../../contract/index.ts';

export type OutboxLoad = {
  waiting: number;
  /** When the oldest waiting record was made. */
  oldestAt: string | null;
  /** Of the disk that the vault lies on. */
  freeBytes: number;
};

const DAY_MS = 86_400_000;
const MEGABYTE = 1_000_000;

/** Which limit of the policy is near, and which is reached: then no new visit starts. Null for none. */
export function judgeLoad(
  { waiting, oldestAt, freeBytes }: OutboxLoad,
  policy: Policy['outbox'],
  now: Date,
): { warning: OutboxLimit | null; frozen: OutboxLimit | null } {
  const ageDays = ageInDays(oldestAt, now);
  const freeMegabytes = freeBytes / MEGABYTE;
  const first = (reached: Record<OutboxLimit, boolean>): OutboxLimit | null =>
    (['count', 'age', 'disk'] as const).find((limit) => reached[limit]) ?? null;
  return {
    warning: first({
      count: waiting >= policy.warnCount,
      age: ageDays >= policy.warnAgeDays,
      disk: freeMegabytes < policy.warnFreeMegabytes,
    }),
    frozen: first({
      count: waiting >= policy.freezeCount,
      age: ageDays >= policy.freezeAgeDays,
      disk: freeMegabytes < policy.freezeFreeMegabytes,
    }),
  };
}

/** What the counter is told when no visit may start for this limit. */
export function reportFrozen(
  limit: OutboxLimit,
  { waiting, oldestAt, freeBytes }: OutboxLoad,
  now: Date,
): ErrorReport {
  switch (limit) {
    case 'count':
      return { code: 'OUTBOX_FROZEN', details: { n: waiting } };
    case 'age':
      return { code: 'OUTBOX_TOO_OLD', details: { days: Math.floor(ageInDays(oldestAt, now)) } };
    case 'disk':
      return { code: 'DISK_FULL', details: { megabytes: Math.floor(freeBytes / MEGABYTE) } };
  }
}

function ageInDays(oldestAt: string | null, now: Date): number {
  return oldestAt === null ? 0 : (now.getTime() - new Date(oldestAt).getTime()) / DAY_MS;
}
