import type Database from 'better-sqlite3-multiple-ciphers';
import { type CallBack, REFERENCE_LETTERS, type WaitingCallBack } from '../../contract/index.ts';

/** Whom the facility is to call back, whichever of its kiosks enrolled them, as the centre told last. */
export type CallBackList = {
  /** Those that nobody here has told yet, the longest waiting first. */
  waiting(): WaitingCallBack[];
  /** The person was told; false when the list has no such person waiting. */
  close(tokenId: string): boolean;
  /** Closed here, as far as is known not at the centre: token ids. */
  unsettled(): string[];
  /** Takes over the centre's list: who is not on it any more is forgotten, who was closed here stays closed. */
  replace(list: readonly CallBack[]): void;
};

export function createCallBackList({ db, now }: { db: Database.Database; now: () => Date }): CallBackList {
  const waiting = db.prepare<[], WaitingCallBack>(
    `SELECT token_id AS tokenId, substr(record_id, 1, ${REFERENCE_LETTERS}) AS reference, device_name AS deviceName,
       enrolled_at AS enrolledAt, added_at AS addedAt
     FROM call_backs WHERE closed_at IS NULL ORDER BY added_at, token_id`,
  );
  const close = db.prepare<[string, string]>(
    'UPDATE call_backs SET closed_at = ? WHERE token_id = ? AND closed_at IS NULL',
  );
  const unsettled = db
    .prepare<[], string>('SELECT token_id FROM call_backs WHERE closed_at IS NOT NULL ORDER BY closed_at')
    .pluck();
  const insert = db.prepare<[CallBack]>(
    `INSERT INTO call_backs (token_id, record_id, device_name, enrolled_at, added_at)
     VALUES (@tokenId, @recordId, @deviceName, @enrolledAt, @addedAt) ON CONFLICT DO NOTHING`,
  );
  const forgetOthers = db.prepare<[string]>(
    'DELETE FROM call_backs WHERE token_id NOT IN (SELECT value FROM json_each(?))',
  );
  return {
    waiting: () => waiting.all(),
    close: (tokenId) => close.run(now().toISOString(), tokenId).changes > 0,
    unsettled: () => unsettled.all(),
    replace: db.transaction((list: readonly CallBack[]) => {
      forgetOthers.run(JSON.stringify(list.map(({ tokenId }) => tokenId)));
      for (const row of list) insert.run(row);
    }),
  };
}
