import { createHash, randomUUID } from 'node:crypto';
import type { RunningCentre } from '../../central/index.ts';

type Db = RunningCentre['db'];
/** A facility of the sample, with its one device. */
type Place = { hcode: string; deviceId: string };

const DAY_MS = 86_400_000;
/** More than one page of a list. */
const MOST_TOKENS = 60;
const CALL_BACKS_EACH = 2;
const OPERATORS = ['op-01', 'op-02', 'op-03'];
const OPEN_HOURS = [8, 9, 10, 11, 13, 14, 15];
const OPEN_DAYS = 90;

/**
 * What facilities have to work off: tokens that nobody has confirmed, people to call back, operators' days, and hours of visits. The tokens
 * are no one's: their records cannot be opened for a name.
 */
export async function fillLists(db: Db, places: readonly Place[], now: Date): Promise<void> {
  const ago = (days: number, hours = 0): Date => new Date(now.getTime() - days * DAY_MS - hours * 3_600_000);
  const tokens = places.flatMap(({ hcode, deviceId }, at) =>
    Array.from({ length: MOST_TOKENS - ((at * 7) % (MOST_TOKENS - 3)) }, (_, nth) => ({
      ...{ hcode, deviceId, recordId: randomUUID() },
      jti: createHash('sha256').update(`${hcode} ${nth}`).digest('base64url').slice(0, 16),
      issuedAt: ago(4 + (nth % 40), nth % 9),
    })),
  );
  await db
    .insertInto('records')
    .values(
      tokens.map(({ recordId, hcode, deviceId, issuedAt }) => ({
        ...{ id: recordId, sha256: recordId, device_id: deviceId, hcode, training: false },
        ...{ created_at: issuedAt, received_at: issuedAt },
      })),
    )
    .execute();
  await db
    .insertInto('tokens')
    .values(
      tokens.map(({ jti, recordId, hcode, deviceId, issuedAt }) => ({
        ...{ jti, record_id: recordId, device_id: deviceId, hcode, person_id: null, training: false },
        ...{ level: '2.1' as const, level_pending: null, policy_version: '2026-1' },
        ...{ transaction_code_hash: Buffer.alloc(32), issued_at: issuedAt, changed_at: issuedAt },
        ...{ expires_at: new Date(issuedAt.getTime() + 90 * DAY_MS), confirmed_at: null },
        ...{ holder_thumbprint: null, card_status: null, card_asked_at: null, revoked_reason: null },
      })),
    )
    .execute();
  await db
    .insertInto('call_backs')
    .values(
      tokens
        .filter((_, at) => at % Math.ceil(tokens.length / (places.length * CALL_BACKS_EACH)) === 0)
        .map(({ jti, hcode, issuedAt }) => ({
          ...{ token_id: jti, hcode, reason: 'card-not-normal' },
          added_at: new Date(issuedAt.getTime() + DAY_MS),
        })),
    )
    .execute();
  await fillWork(db, places, (days) => ago(days).toISOString().slice(0, 10));
}

async function fillWork(db: Db, places: readonly Place[], dayAgo: (days: number) => string): Promise<void> {
  for (const { hcode } of places) {
    const days = Array.from({ length: OPEN_DAYS }, (_, back) => ({ back, day: dayAgo(back) })).filter(
      ({ day }) => new Date(day).getUTCDay() % 6 !== 0,
    );
    await db
      .insertInto('operator_days')
      .values(
        days.flatMap(({ back, day }) =>
          OPERATORS.map((operator_id, nth) => {
            const served = 1 + ((back * 3 + nth * 5) % 2);
            return {
              hcode,
              operator_id,
              day,
              tokens: served,
              persons_new_to_facility: served,
              confirmed_tokens: served - Number((back + nth) % 4 === 0),
            };
          }),
        ),
      )
      .execute();
    await db
      .insertInto('hourly_counts')
      .values(
        days.flatMap(({ back, day }) =>
          OPEN_HOURS.map((hour) => ({ hcode, day, hour, visits: 1 + ((back + hour * 5) % 6) })),
        ),
      )
      .execute();
  }
}
