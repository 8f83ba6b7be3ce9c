import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { CENTRAL_ROUTES, KioskError } from '../../contract/index.ts';
import type { CentreContext } from '../context.ts';
import { errorResponses, limitRate } from '../http/index.ts';
import { authenticateViewer, sessionCookie, sessionSecretOf, viewerOf } from './authenticate.ts';
import type { OpenIdSettings } from './openid.ts';
import { openIdRoutes } from './openid-routes.ts';
import { checkPassword, closeSession, openSession } from './viewers.ts';

const { signInViewer: signIn, readViewer: read, signOutViewer: signOut, signInWays: ways } = CENTRAL_ROUTES;
const TRIES_PER_MINUTE = 20;

/** A proxy may have another name for the centre than people have. */
const hostsOf = (url: string, host: string | undefined): (string | null)[] => [hostOf(url), host ?? null];
const hostOf = (url: string): string | null => URL.parse(url)?.host ?? '';

/** Signing in to the report and out again. @param openId without it there are the centre's own passwords alone */
export function viewerRoutes(context: CentreContext, openId?: OpenIdSettings): FastifyPluginAsyncZod {
  const { db, url, now } = context;
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
        reply.header('set-cookie', sessionCookie(url, secret));
        return viewer;
      },
    });
    if (openId !== undefined) await app.register(openIdRoutes(context, openId));
    app.route({
      method: ways.method,
      url: ways.path,
      schema: { summary: 'How viewers may sign in', response: { 200: ways.response, ...errorResponses } },
      handler: async () => ({ openId: openId !== undefined }),
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
        reply.header('set-cookie', sessionCookie(url, null));
        return {};
      },
    });
  };
}
