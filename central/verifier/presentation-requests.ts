import { randomBytes } from 'node:crypto';
import type { PresentationResult } from '../../contract/index.ts';
import type { Database } from '../database/index.ts';

const LIFETIME_MS = 5 * 60_000;
const ID_BYTES = 16;

export type OpenRequest = { transactionId: string; state: string; nonce: string };

const randomId = (): string => randomBytes(ID_BYTES).toString('base64url');

/** Begins a request of the verifier page. */
export async function openRequest(db: Database, now: Date): Promise<OpenRequest> {
  const ids = { transactionId: randomId(), state: randomId(), nonce: randomId() };
  await db
    .insertInto('presentation_requests')
    .values({
      ...{ transaction_id: ids.transactionId, state: ids.state, nonce: ids.nonce },
      expires_at: new Date(now.getTime() + LIFETIME_MS),
      ...{ response_code: null, level: null, answered_at: null },
    })
    .execute();
  return ids;
}

/** The nonce of a request that waits for its answer; null when there is none. */
export async function nonceOfRequest(db: Database, state: string, now: Date): Promise<string | null> {
  const row = await db
    .selectFrom('presentation_requests')
    .where('state', '=', state)
    .where('response_code', 'is', null)
    .where('expires_at', '>', now)
    .select('nonce')
    .executeTakeFirst();
  return row?.nonce ?? null;
}

/** Keeps the answer of a request. @returns the response code; null when another answer came first */
export async function settleRequest(
  db: Database,
  { state, level, at }: { state: string; level: string; at: Date },
): Promise<string | null> {
  const responseCode = randomId();
  const { numUpdatedRows } = await db
    .updateTable('presentation_requests')
    .where('state', '=', state)
    .where('response_code', 'is', null)
    .set({ response_code: responseCode, level, answered_at: at })
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 0n ? null : responseCode;
}

/**
 * The result, for whoever has both the transaction id, which only the page that asked knows, and the response code, which
 * only the browser that answered was sent on with (OpenID4VP 1.0 s.13.3): nobody is shown another's level.
 */
export async function resultOfRequest(
  db: Database,
  { transactionId, responseCode }: { transactionId: string; responseCode: string },
  now: Date,
): Promise<PresentationResult | null> {
  const row = await db
    .selectFrom('presentation_requests')
    .where('transaction_id', '=', transactionId)
    .where('response_code', '=', responseCode)
    .where('expires_at', '>', now)
    .select(['level', 'answered_at'])
    .executeTakeFirst();
  if (!row?.level || !row.answered_at) return null;
  return { level: row.level, checkedAt: row.answered_at.toISOString() };
}

export async function forgetOldRequests(db: Database, now: Date): Promise<void> {
  await db.deleteFrom('presentation_requests').where('expires_at', '<', now).execute();
}
