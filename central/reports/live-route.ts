import { PassThrough } from 'node:stream';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { KioskError } from '../../contract/index.ts';
import { authenticateViewer, signedIn, viewerOf } from '../access/index.ts';
import type { CentreContext } from '../context.ts';
import { createLive } from './live.ts';

/** Of one process. */
const MOST_WATCHERS = 1000;
/** Often enough for proxies that close what is silent for half a minute. */
const HEARTBEAT_MS = 20_000;

/**
 * Server-sent events: `counts` whenever counts within the viewer's scope have changed. What has changed is asked for by the
 * page, as always; nothing is told here. Ends with the session.
 */
export function liveRoute(context: CentreContext): FastifyPluginAsyncZod {
  return async (app) => {
    const live = createLive(context.db, (err) => app.log.warn({ err }, 'counts not looked at'));
    const open = new Set<PassThrough>();
    app.addHook('preClose', async () => {
      for (const stream of open) stream.end();
    });
    app.route({
      method: 'GET',
      url: '/v1/reports/live',
      onRequest: authenticateViewer(context),
      // OpenAPI has no words for a stream of events; docs/report.md tells of it.
      schema: { hide: true },
      handler: async (request, reply) => {
        if (open.size >= MOST_WATCHERS) throw new KioskError('CENTRE_BUSY', { retryAfterSeconds: 30 });
        const stream = new PassThrough();
        open.add(stream);
        const forget = live.watch(viewerOf(request).scope, () => stream.write('event: counts\ndata:\n\n'));
        const heartbeat = setInterval(async () => {
          const stays = await signedIn(context, request).then(
            (viewer) => viewer !== null,
            () => true,
          );
          if (stays) stream.write(':\n\n');
          else stream.end();
        }, HEARTBEAT_MS);
        stream.on('close', () => {
          clearInterval(heartbeat);
          forget();
          open.delete(stream);
        });
        stream.write('retry: 5000\n\n');
        return reply
          .type('text/event-stream')
          .headers({ 'cache-control': 'no-store', connection: 'close' })
          .send(stream);
      },
    });
  };
}
