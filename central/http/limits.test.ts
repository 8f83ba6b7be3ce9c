import Fastify from 'fastify';
import { describe, expect, it } from 'vitest';
import { handleError } from './answers.ts';
import { limitInFlight } from './limits.ts';

describe('the limit of requests at once', () => {
  it('turns away what comes above it and lets in again when one is answered', async () => {
    const app = Fastify();
    app.setErrorHandler(handleError);
    const { promise: gate, resolve: open } = Promise.withResolvers<void>();
    const entered = Promise.withResolvers<void>();
    let waiting = 0;
    app.get('/', { onRequest: limitInFlight(2) }, async () => {
      waiting += 1;
      if (waiting === 2) entered.resolve();
      await gate;
      return 'ok';
    });
    const url = await app.listen();
    const admitted = [fetch(url), fetch(url)];
    await entered.promise;

    const refused = await fetch(url);
    expect(refused.status).toBe(503);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);

    open();
    const answers = await Promise.all(admitted);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect((await fetch(url)).status).toBe(200);
    await app.close();
  });

  it('forgets a request whose sender hung up', async () => {
    const app = Fastify();
    app.setErrorHandler(handleError);
    const entered = Promise.withResolvers<void>();
    app.get('/', { onRequest: limitInFlight(1) }, async ({ query }) => {
      if (JSON.stringify(query) === '{}') return 'ok';
      entered.resolve();
      return new Promise(() => {});
    });
    const url = await app.listen();
    const abort = new AbortController();
    const hanging = fetch(`${url}/?hang=1`, { signal: abort.signal });
    await entered.promise;
    expect((await fetch(url)).status).toBe(503);
    abort.abort();
    await expect(hanging).rejects.toThrow();
    await expect.poll(async () => (await fetch(url)).status).toBe(200);
    app.server.closeAllConnections();
    await app.close();
  });
});
