import type { DeviceEntry } from '../../contract/index.ts';
import type { Database } from '../database/index.ts';

/** The devices of a facility (hcode), or of all, those to look at first. */
export async function listDevices(db: Database, hcode: string | null): Promise<DeviceEntry[]> {
  const rows = await db
    .selectFrom('devices')
    .$if(hcode !== null, (query) => query.where('hcode', '=', hcode ?? ''))
    .selectAll()
    .orderBy('copied_at', (order) => order.desc().nullsLast())
    .orderBy('hcode')
    .orderBy('name')
    .execute();
  return rows.map((row) => ({
    ...{ id: row.id, name: row.name, hcode: row.hcode, status: row.status, training: row.training },
    software: row.software,
    registeredAt: row.registered_at.toISOString(),
    copiedAt: row.copied_at?.toISOString() ?? null,
  }));
}
