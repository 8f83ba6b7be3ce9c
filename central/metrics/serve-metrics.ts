import Fastify from 'fastify';
import type { Metrics } from './metrics.ts';

/**
 * `GET /metrics` on an address of its own: what kiosks and holders reach never answers it.
 *
 * @returns what closes it again
 */
export async function serveMetrics(
  metrics: Metrics,
  { host, port }: { host: string; port: number },
): Promise<() => Promise<void>> {
  const app = Fastify({ logger: false });
  app.get('/metrics', async (_request, reply) => reply.type(metrics.contentType).send(await metrics.text()));
  await app.listen({ host, port });
  return () => app.close();
}
