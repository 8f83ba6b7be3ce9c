import type { FastifyRequest } from 'fastify';
import { KioskError } from '../../contract/index.ts';
import type { CentreContext } from '../context.ts';
import { SESSION_HOURS, type Viewer, viewerOfSession } from './viewers.ts';

export const SESSION_COOKIE = 'report_session';

const viewers = new WeakMap<FastifyRequest, Viewer>();

/** `onRequest` hook of routes for signed-in viewers. @throws REPORT_SIGN_IN */
export function authenticateViewer({ db, now }: Pick<CentreContext, 'db' | 'now'>) {
  return async (request: FastifyRequest): Promise<void> => {
    const viewer = await signedIn({ db, now }, request);
    if (viewer === null) throw new KioskError('REPORT_SIGN_IN');
    viewers.set(request, viewer);
  };
}

/** Whose session the call has, as it stands now; null for nobody's. */
export async function signedIn(
  { db, now }: Pick<CentreContext, 'db' | 'now'>,
  request: FastifyRequest,
): Promise<Viewer | null> {
  const secret = sessionSecretOf(request);
  return secret === null ? null : viewerOfSession(db, secret, now());
}

/** Whom `authenticateViewer` let in. */
export function viewerOf(request: FastifyRequest): Viewer {
  const viewer = viewers.get(request);
  if (viewer === undefined) throw new Error('the route lets in nobody: authenticateViewer is missing');
  return viewer;
}

export const sessionSecretOf = (request: FastifyRequest): string | null => cookieOf(request, SESSION_COOKIE);

export function cookieOf({ headers }: FastifyRequest, name: string): string | null {
  const pairs = (headers.cookie ?? '').split(';').map((pair) => pair.trim().split('='));
  return pairs.find(([each]) => each === name)?.[1] ?? null;
}

/** `Set-Cookie` that scripts never see, and that is sent back over TLS alone where the centre has it. */
export function setCookie(
  centreUrl: string,
  { name, path, sameSite }: { name: string; path: string; sameSite: 'Strict' | 'Lax' },
  value: string,
  seconds: number,
): string {
  const secure = centreUrl.startsWith('https:') ? '; Secure' : '';
  return `${name}=${value}; Path=${path}; Max-Age=${seconds}; HttpOnly; SameSite=${sameSite}${secure}`;
}

/** That of a session, or of its end. Pages of others never send it. */
export const sessionCookie = (centreUrl: string, secret: string | null): string =>
  setCookie(
    centreUrl,
    { name: SESSION_COOKIE, path: '/v1', sameSite: 'Strict' },
    secret ?? '',
    secret === null ? 0 : SESSION_HOURS * 3600,
  );
