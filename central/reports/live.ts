import type { ViewerScope } from '../../contract/index.ts';
import type { Database } from '../database/index.ts';

const POLL_MS = 1000;

type Place = { hcode: string; province: string; region: number };

export type Live = {
  /** @param onChange told that counts within the scope have changed @returns ends it */
  watch(scope: ViewerScope, onChange: () => void): () => void;
};

/**
 * Notices counts that change. One look a second at the facilities' totals, by this process, for all its watchers, and none
 * without a watcher: nothing is asked of the intake, whose every transaction a notification would make wait in one line.
 */
export function createLive(db: Database, onFault: (fault: unknown) => void): Live {
  const watchers = new Set<{ scope: ViewerScope; onChange: () => void }>();
  let known: Map<string, string> | null = null;
  let timer: NodeJS.Timeout | null = null;

  async function changedPlaces(): Promise<Place[]> {
    const rows = await db
      .selectFrom('facility_totals')
      .innerJoin('facilities', 'facilities.hcode', 'facility_totals.hcode')
      .select(['facilities.hcode', 'province', 'region', 'tokens', 'confirmed_tokens'])
      .execute();
    const before = known;
    known = new Map(rows.map((row) => [row.hcode, `${row.tokens} ${row.confirmed_tokens}`]));
    return before === null ? [] : rows.filter(({ hcode }) => before.get(hcode) !== known?.get(hcode));
  }

  async function look(): Promise<void> {
    const changed = await changedPlaces().catch((fault: unknown) => {
      onFault(fault);
      return [];
    });
    for (const { scope, onChange } of watchers)
      if (changed.some((place) => isWithin(scope, place))) onChange();
    timer = watchers.size > 0 ? setTimeout(look, POLL_MS) : null;
    if (timer === null) known = null;
  }

  return {
    watch(scope, onChange) {
      const watcher = { scope, onChange };
      watchers.add(watcher);
      // At once: what is known from here on is what the watcher has just read, or newer.
      timer ??= setTimeout(look, 0);
      return () => watchers.delete(watcher);
    },
  };
}

function isWithin({ kind, place }: ViewerScope, { hcode, province, region }: Place): boolean {
  switch (kind) {
    case 'ministry':
      return true;
    case 'region':
      return place === String(region);
    case 'province':
      return place === province;
    case 'facility':
      return place === hcode;
  }
}
