import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { KioskError, type PinHash, type ViewerScope } from '../../contract/index.ts';
import { audit } from '../audit/index.ts';
import { type Database, durably } from '../database/index.ts';
import { hashPin } from '../devices/index.ts';

/** People of ministry, regions, provinces and facilities who may see the report. */
export type Viewer = { name: string; scope: ViewerScope };
type WayIn = { password: string; openid_id: null } | { password: null; openid_id: string };

const PASSWORD_BYTES = 12;
const SALT_BYTES = 16;
const MAX_FAILURES = 5;
const LOCKED_MINUTES = 15;

/**
 * Adds a viewer, or gives one a new password and scope; sessions that are open end.
 *
 * @returns the password, which is known to nobody else and kept nowhere
 */
export async function setViewer(db: Database, viewer: Viewer, at: Date): Promise<string> {
  const password = randomBytes(PASSWORD_BYTES).toString('base64url');
  const hash = JSON.stringify(await hashPin(password, randomBytes(SALT_BYTES)));
  await enterViewer(db, viewer, { password: hash, openid_id: null }, at);
  return password;
}

/** The same for one whom the provider of OpenID Connect vouches for. @param openId its name for them, or their address there */
export const setOpenIdViewer = (db: Database, viewer: Viewer, openId: string, at: Date): Promise<void> =>
  enterViewer(db, viewer, { password: null, openid_id: openId.toLowerCase() }, at);

async function enterViewer(db: Database, { name, scope }: Viewer, way: WayIn, at: Date): Promise<void> {
  const row = {
    ...way,
    scope_kind: scope.kind,
    scope_place: scope.place,
    failures: 0,
    locked_until: null,
  };
  await durably(db, async (transaction) => {
    await transaction
      .insertInto('viewers')
      .values({ name, ...row, added_at: at })
      .onConflict((known) => known.column('name').doUpdateSet(row))
      .execute();
    await transaction.deleteFrom('viewer_sessions').where('viewer', '=', name).execute();
    const details = {
      scope: scope.kind,
      place: scope.place,
      by: way.password === null ? 'openid' : 'password',
    };
    await audit(transaction, { at, event: 'viewer.set', subject: name, details });
  });
}

/** False when there is none of this name. */
export function removeViewer(db: Database, name: string, at: Date): Promise<boolean> {
  return durably(db, async (transaction) => {
    const { numDeletedRows } = await transaction
      .deleteFrom('viewers')
      .where('name', '=', name)
      .executeTakeFirstOrThrow();
    if (numDeletedRows === 0n) return false;
    await audit(transaction, { at, event: 'viewer.removed', subject: name });
    return true;
  });
}

export async function listViewers(db: Database) {
  return db
    .selectFrom('viewers')
    .select(['name', 'scope_kind as scope', 'scope_place as place', 'openid_id as openId'])
    .select('locked_until as lockedUntil')
    .orderBy('name')
    .execute();
}

/** Compared with where there is no such name: the time tells nobody which names there are. No password hashes to zeros. */
const NOBODY = {
  salt: Buffer.alloc(SALT_BYTES).toString('base64'),
  hash: Buffer.alloc(32).toString('base64'),
};

/**
 * @throws REPORT_SIGN_IN_WRONG; REPORT_SIGN_IN_LOCKED {minutes} from the fifth wrong password on, also for the right one
 */
export async function checkPassword(
  db: Database,
  given: { name: string; password: string },
  at: Date,
): Promise<Viewer> {
  const known = await db
    .selectFrom('viewers')
    .where('name', '=', given.name)
    .select('password')
    .executeTakeFirst();
  const isRight = (await matches(given.password, known?.password ?? NOBODY)) && known?.password != null;
  // The refusal is returned, not thrown: a wrong password must stay counted.
  const found = await durably(db, async (transaction): Promise<Viewer | KioskError> => {
    const viewer = await transaction
      .selectFrom('viewers')
      .where('name', '=', given.name)
      .selectAll()
      .forUpdate()
      .executeTakeFirst();
    if (viewer === undefined) return new KioskError('REPORT_SIGN_IN_WRONG');
    if (viewer.locked_until !== null && viewer.locked_until > at) return lockedFor(viewer.locked_until, at);
    const failures = isRight ? 0 : viewer.failures + 1;
    const isLocked = failures >= MAX_FAILURES;
    const lockedUntil = isLocked ? new Date(at.getTime() + LOCKED_MINUTES * 60_000) : null;
    await transaction
      .updateTable('viewers')
      .where('name', '=', given.name)
      .set({ failures: isLocked ? 0 : failures, locked_until: lockedUntil })
      .execute();
    const outcome = isRight ? 'signed-in' : isLocked ? 'locked' : 'sign-in-failed';
    await audit(transaction, { at, event: `viewer.${outcome}`, subject: given.name });
    if (isRight) return viewerOf(viewer);
    return lockedUntil === null ? new KioskError('REPORT_SIGN_IN_WRONG') : lockedFor(lockedUntil, at);
  });
  if (found instanceof KioskError) throw found;
  return found;
}

/**
 * @param names by which the provider knows the person, the first one being the provider's own, in whatever letters
 * @throws REPORT_SIGN_IN_UNKNOWN; who it was is not written down: the name may be a citizen ID
 */
export async function signInByOpenId(db: Database, names: readonly string[], at: Date): Promise<Viewer> {
  const viewer = await durably(db, async (transaction): Promise<Viewer | null> => {
    const row = await transaction
      .selectFrom('viewers')
      .where(
        'openid_id',
        'in',
        names.map((name) => name.toLowerCase()),
      )
      .select(['name', 'scope_kind', 'scope_place'])
      .executeTakeFirst();
    const event = row === undefined ? 'viewer.unknown' : 'viewer.signed-in';
    await audit(transaction, { at, event, subject: row?.name ?? 'openid', details: { by: 'openid' } });
    return row ? viewerOf(row) : null;
  });
  if (viewer === null) throw new KioskError('REPORT_SIGN_IN_UNKNOWN');
  return viewer;
}

export type ViewerRow = { name: string; scope_kind: ViewerScope['kind']; scope_place: string };
export const viewerOf = ({ name, scope_kind: kind, scope_place: place }: ViewerRow): Viewer => ({
  name,
  scope: { kind, place },
});

const lockedFor = (until: Date, at: Date): KioskError =>
  new KioskError('REPORT_SIGN_IN_LOCKED', { minutes: Math.ceil((until.getTime() - at.getTime()) / 60_000) });

async function matches(password: string, known: Pick<PinHash, 'salt' | 'hash'>): Promise<boolean> {
  const { hash } = await hashPin(password, Buffer.from(known.salt, 'base64'));
  return timingSafeEqual(Buffer.from(hash, 'base64'), Buffer.from(known.hash, 'base64'));
}

const SECRET_BYTES = 32;
export const SESSION_HOURS = 12;

/** @returns the secret that the viewer's browser keeps; the database has its hash alone */
export async function openSession(db: Database, viewer: string, at: Date): Promise<string> {
  const secret = randomBytes(SECRET_BYTES).toString('base64url');
  const expiresAt = new Date(at.getTime() + SESSION_HOURS * 3_600_000);
  await db.deleteFrom('viewer_sessions').where('expires_at', '<', at).execute();
  await db
    .insertInto('viewer_sessions')
    .values({ secret_hash: sessionHash(secret), viewer, expires_at: expiresAt })
    .execute();
  return secret;
}

export async function viewerOfSession(db: Database, secret: string, at: Date): Promise<Viewer | null> {
  const row = await db
    .selectFrom('viewer_sessions')
    .innerJoin('viewers', 'viewers.name', 'viewer')
    .where('secret_hash', '=', sessionHash(secret))
    .where('expires_at', '>', at)
    .select(['name', 'scope_kind', 'scope_place'])
    .executeTakeFirst();
  return row === undefined ? null : viewerOf(row);
}

export async function closeSession(db: Database, secret: string): Promise<void> {
  await db.deleteFrom('viewer_sessions').where('secret_hash', '=', sessionHash(secret)).execute();
}

/** All that the database knows of a session's secret. */
export const sessionHash = (secret: string): Buffer => createHash('sha256').update(secret).digest();
