import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { KioskError } from '../../contract/index.ts';
import type { CentreContext } from '../context.ts';
import { limitRate } from '../http/index.ts';
import { cookieOf, sessionCookie, setCookie } from './authenticate.ts';
import { createOpenIdSignIn, type OpenIdSettings, PENDING_SECONDS, RETURN_PATH } from './openid.ts';
import { openSession, signInByOpenId } from './viewers.ts';

const BEGIN_PATH = '/v1/session/openid';
// Lax: the browser must send it when the provider's page leads back here.
const PENDING_COOKIE = { name: 'report_openid', path: BEGIN_PATH, sameSite: 'Lax' } as const;
const TRIES_PER_MINUTE = 60;
const REPORT_PAGE = '/report';
const beginSchema = z.object({ view: z.string().max(500).default('') });

/** The two addresses of a sign-in by OpenID Connect. A browser is sent from one to the next; what goes wrong, the report's page tells. */
export function openIdRoutes(context: CentreContext, settings: OpenIdSettings): FastifyPluginAsyncZod {
  const { db, url, now } = context;
  const openId = createOpenIdSignIn(context, settings);
  return async (app) => {
    app.addHook('onRequest', limitRate({ max: TRIES_PER_MINUTE, now }));
    app.addHook('onSend', async (_request, reply) => void reply.header('cache-control', 'no-store'));
    app.setErrorHandler((fault, request, reply) => {
      const code = fault instanceof KioskError ? fault.code : 'INTERNAL';
      request.log.warn(
        { code, cause: String((fault as Error).cause ?? fault) },
        'sign-in by OpenID Connect failed',
      );
      return reply.redirect(`${REPORT_PAGE}?problem=${code}`, 303);
    });

    app.get(BEGIN_PATH, { schema: { hide: true, querystring: beginSchema } }, async ({ query }, reply) => {
      const { address, pending } = await openId.begin(query.view);
      return reply
        .header('set-cookie', setCookie(url, PENDING_COOKIE, pending, PENDING_SECONDS))
        .redirect(address, 303);
    });

    app.get(RETURN_PATH, { schema: { hide: true } }, async (request, reply) => {
      const { names, view } = await openId.finish(
        request.url.split('?')[1] ?? '',
        cookieOf(request, PENDING_COOKIE.name) ?? '',
      );
      const viewer = await signInByOpenId(db, names, now());
      const secret = await openSession(db, viewer.name, now());
      return reply
        .header('set-cookie', [sessionCookie(url, secret), setCookie(url, PENDING_COOKIE, '', 0)])
        .redirect(view === '' ? REPORT_PAGE : `${REPORT_PAGE}?${view}`, 303);
    });
  };
}
