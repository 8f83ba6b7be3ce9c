import type { CentreContext } from '../context.ts';
import { createMonths, durably, isDatabaseAway } from '../database/index.ts';
import { type Incoming, type Stored, storeGroup } from './store-group.ts';

/** Stores one record; resolves once it is safe on the disk. */
export type StoreRecord = (incoming: Incoming) => Promise<Stored>;

type Waiting = {
  incoming: Incoming;
  resolve: (stored: Stored) => void;
  reject: (fault: unknown) => void;
};

const GROUP_RECORDS = 64;
/** While one group waits for the disk the next one is written. */
const WRITERS = 2;

/**
 * Records that arrive together are stored together: one transaction and one wait for the disk for all that came in
 * while the transaction before was under way. A record that can't be stored undoes its group, and each of the group is
 * then stored by itself: only the bad one fails.
 *
 * @param onGroup told of each group that is safe: its records, and the seconds it took
 */
export function createRecordStore(
  { db, keys, now }: Pick<CentreContext, 'db' | 'keys' | 'now'>,
  onGroup: (size: number, seconds: number) => void = () => {},
): StoreRecord {
  const addMonth = createMonths(db);
  let queue: Waiting[] = [];
  let writers = 0;

  /** The next group: each record id once, for the second of a pair is answered from what the first left. */
  function takeGroup(): Waiting[] {
    const group = new Map<string, Waiting>();
    const left: Waiting[] = [];
    for (const waiting of queue) {
      const { recordId } = waiting.incoming.record;
      if (group.size < GROUP_RECORDS && !group.has(recordId)) group.set(recordId, waiting);
      else left.push(waiting);
    }
    queue = left;
    return [...group.values()];
  }

  async function write(): Promise<void> {
    writers += 1;
    for (let group = takeGroup(); group.length > 0; group = takeGroup()) await settle(group);
    writers -= 1;
  }

  async function settle(group: readonly Waiting[]): Promise<void> {
    const fault = await store(group).then(
      () => null,
      (thrown: unknown) => ({ thrown }),
    );
    if (fault === null) return;
    if (group.length === 1 || isDatabaseAway(fault.thrown))
      for (const { reject } of group) reject(fault.thrown);
    else for (const waiting of group) await settle([waiting]);
  }

  async function store(group: readonly Waiting[]): Promise<void> {
    const receivedAt = now();
    const started = performance.now();
    await addMonth(receivedAt);
    const stored = await durably(db, (transaction) =>
      storeGroup(
        transaction,
        { keys, receivedAt },
        group.map(({ incoming }) => incoming),
      ),
    );
    onGroup(group.length, (performance.now() - started) / 1000);
    for (const { incoming, resolve, reject } of group) {
      const result = stored.get(incoming.record.recordId);
      if (result) resolve(result);
      else reject(new Error('a record of the group was left out'));
    }
  }

  return (incoming) =>
    new Promise((resolve, reject) => {
      queue.push({ incoming, resolve, reject });
      // The turn is let end first: the records of one batch then share a group.
      if (writers < WRITERS) setImmediate(() => void (writers < WRITERS && write()));
    });
}
