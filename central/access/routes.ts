import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { CENTRAL_ROUTES, KioskError } from '../../contract/index.ts';
import type { CentreContext } from '../context.ts';
import { errorResponses, limitRate } from '../http/index.ts';
import { authenticateViewer, SESSION_COOKIE, sessionSecretOf, viewerOf } from './authenticate.ts';
import { checkPassword, closeSession, openSession, SESSION_HOURS } from './viewers.ts';

const { signInViewer: signIn, readViewer: read, signOutViewer: signOut } = CENTRAL_ROUTES;
const TRIES_PER_MINUTE = 20;

/** A proxy may have another name for the centre than people have. */
const hostsOf = (url: string, host: string | undefined): (string | null)[] => [hostOf(url), host ?? null];
const hostOf = (url: string): string | null => URL.parse(url)?.host ?? '';

/** Signing in to the report and out again. */
export function viewerRoutes(context: CentreContext): FastifyPluginAsyncZod {
  const { db, url, now } = context;
  /** Scripts never see it, and pages of others never send it. */
  const cookie = (secret: string, seconds: number): string =>
    `${SESSION_COOKIE}=${secret}; Path=/v1; Max-Age=${seconds}; HttpOnly; SameSite=Strict${
      url.startsWith('https:') ? '; Secure' : ''
    }`;
  return async (app) => {
    app.route({
      method: signIn.method,
      url: signIn.path,
      onRequest: limitRate({ max: TRIES_PER_MINUTE, now }),
      schema: {
        summary: 'Signs a viewer of the report in; the session is a cookie',
        body: signIn.body,
        response: { 200: signIn.response, ...errorResponses },
      },
      handler: async ({ body, headers }, reply) => {
        // A page of somebody else's may not sign anybody in (the content type alone would not keep it from trying).
        if (headers.origin !== undefined && !hostsOf(url, headers.host).includes(hostOf(headers.origin)))
          throw new KioskError('REQUEST_INVALID', { reason: 'origin' });
        const viewer = await checkPassword(db, body, now());
        const secret = await openSession(db, viewer.name, now());
        reply.header('set-cookie', cookie(secret, SESSION_HOURS * 3600));
        return viewer;
      },
    });
    app.route({
      method: read.method,
      url: read.path,
      onRequest: authenticateViewer(context),
      schema: { summary: 'Who is signed in', response: { 200: read.response, ...errorResponses } },
      handler: async (request) => viewerOf(request),
    });
    app.route({
      method: signOut.method,
      url: signOut.path,
      schema: { summary: 'Ends the session', response: { 200: signOut.response, ...errorResponses } },
      handler: async (request, reply) => {
        const secret = sessionSecretOf(request);
        if (secret !== null) await closeSession(db, secret);
        reply.header('set-cookie', cookie('', 0));
        return {};
      },
    });
  };
}
