import { audit } from '../audit/index.ts';
import type { CentreContext } from '../context.ts';
import { durably } from '../database/index.ts';
import { findDevice } from '../devices/index.ts';
import { openRecord } from '../intake/index.ts';
import { revokeToken } from '../tokens/index.ts';
import type { CardQuestion, CardStatus, Registrar } from './registrar.ts';

const BATCH = 20;
/** A card is not asked about again before; covers a process that died while asking. */
const PAUSE_MS = 60_000;

/**
 * Asks the registrar about cards of tokens with a level pending. "Normal" raises the level; "not normal" revokes the
 * token and puts the person on the facility's call-back list. Without an answer the card is asked about again later.
 * Cards of training are nobody's business there: they may be made up, or a colleague's who only played the citizen.
 *
 * @returns how many answers came.
 */
export async function checkCards(context: CentreContext, registrar: Registrar): Promise<number> {
  const due = await takeDue(context);
  const answers = await Promise.all(
    due.map(async (token) => {
      const status = await questionOf(context, token)
        .then(registrar)
        .catch(() => null);
      if (status !== null) await applyStatus(context, token, status);
      return status;
    }),
  );
  return answers.filter((status) => status !== null).length;
}

type DueToken = { jti: string; record_id: string; device_id: string };

/** Marks what it takes: two processes never ask about the same card. */
async function takeDue({ db, now }: CentreContext): Promise<DueToken[]> {
  const at = now();
  return db
    .updateTable('tokens')
    .set({ card_asked_at: at })
    .where('jti', 'in', (due) =>
      due
        .selectFrom('tokens as due')
        .where('due.card_status', 'is', null)
        .where('due.level_pending', 'is not', null)
        .where('due.status', '<>', 'revoked')
        .where('due.training', '=', false)
        .where((open) =>
          open.or([
            open('due.card_asked_at', 'is', null),
            open('due.card_asked_at', '<', new Date(at.getTime() - PAUSE_MS)),
          ]),
        )
        .select('due.jti')
        .limit(BATCH)
        .forUpdate()
        .skipLocked(),
    )
    .returning(['jti', 'record_id', 'device_id'])
    .execute();
}

/** The citizen ID is only inside the sealed record: it is opened for the question and forgotten. */
async function questionOf({ db, keys }: CentreContext, token: DueToken): Promise<CardQuestion> {
  const { jws } = await db
    .selectFrom('envelopes')
    .where('record_id', '=', token.record_id)
    .select('jws')
    .executeTakeFirstOrThrow();
  const device = await findDevice(db, token.device_id);
  if (device === null) throw new Error('The device of a token is not in the register.');
  const { record } = await openRecord(jws, { recordId: token.record_id, device, keys });
  return {
    cid: record.identity.cid,
    chipNumber: record.chip.number,
    requestNumber: record.identity.requestNumber,
  };
}

async function applyStatus(
  { db, now }: CentreContext,
  { jti: tokenId }: DueToken,
  status: CardStatus,
): Promise<void> {
  const at = now();
  await durably(db, async (transaction) => {
    const token = await transaction
      .selectFrom('tokens')
      .where('jti', '=', tokenId)
      .select(['hcode', 'level_pending'])
      .forUpdate()
      .executeTakeFirstOrThrow();
    const change = transaction.updateTable('tokens').where('jti', '=', tokenId);
    if (status === 'normal') {
      await change
        .set({
          card_status: status,
          ...(token.level_pending !== null && { level: token.level_pending }),
          level_pending: null,
          changed_at: at,
        })
        .execute();
      await audit(transaction, { at, event: 'token.level-raised', subject: tokenId });
      return;
    }
    await change.set({ card_status: status }).execute();
    await revokeToken(transaction, { tokenId, reason: 'card-not-normal', by: 'registrar', at });
    await transaction
      .insertInto('call_backs')
      .values({ token_id: tokenId, hcode: token.hcode, reason: 'card-not-normal', added_at: at })
      .execute();
  });
}
