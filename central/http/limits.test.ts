import Fastify from 'fastify';
import { describe, expect, it } from 'vitest';
import { handleError } from './answers.ts';
import { limitInFlight, limitRate } from './limits.ts';

describe('the limit of requests at once', () => {
  it('turns away what comes above it and lets in again when one is answered', async () => {
    const app = Fastify();
    app.setErrorHandler(handleError);
    const { promise: gate, resolve: open } = Promise.withResolvers<void>();
    const entered = Promise.withResolvers<void>();
    let waiting = 0;
    app.get('/', { onRequest: limitInFlight({ calls: 2, bytes: 1000 }) }, async () => {
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
    app.get('/', { onRequest: limitInFlight({ calls: 1, bytes: 1000 }) }, async ({ query }) => {
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

describe('the limit of bytes at once', () => {
  it('turns bodies away before they are read, and lets them in again when the others are through', async () => {
    const app = Fastify({ bodyLimit: 500 });
    app.setErrorHandler(handleError);
    const seen: number[] = [];
    const entered = Promise.withResolvers<void>();
    const { promise: gate, resolve: open } = Promise.withResolvers<void>();
    const onRequest = limitInFlight({ calls: 10, bytes: 1000 }, (bytes) => seen.push(bytes));
    app.post('/', { onRequest }, async () => {
      entered.resolve();
      await gate;
      return 'ok';
    });
    const url = await app.listen();
    const post = (body: string | ReadableStream) =>
      fetch(url, { method: 'POST', body, duplex: 'half', headers: { 'content-type': 'text/plain' } });
    const admitted = post('x'.repeat(400));
    await entered.promise;

    const large = await post('x'.repeat(700));
    expect(large.status).toBe(503);
    expect(Number(large.headers.get('retry-after'))).toBeGreaterThan(0);
    // Nobody knows how long this one will be.
    const stream = new Blob(['x'.repeat(10)]).stream();
    const [unknown, fitting] = [post(stream), post('x'.repeat(90))];
    await expect.poll(() => Math.max(...seen)).toBe(990);
    open();
    const statuses = (await Promise.all([admitted, unknown, fitting])).map(({ status }) => status);
    expect(statuses).toEqual([200, 200, 200]);
    await expect.poll(() => seen.at(-1)).toBe(0);
    await app.close();
  });
});

describe('the limit of calls a minute', () => {
  it('counts each caller apart and says when the next minute begins', async () => {
    const app = Fastify();
    app.setErrorHandler(handleError);
    let at = new Date('2026-11-23T08:00:45.500Z');
    const onRequest = limitRate({ max: 2, now: () => at, callerOf: ({ headers }) => String(headers.from) });
    app.get('/', { onRequest }, async () => 'ok');
    const call = (from: string) => app.inject({ url: '/', headers: { from } });
    expect((await call('one')).statusCode).toBe(200);
    expect((await call('one')).statusCode).toBe(200);
    const refused = await call('one');
    expect([refused.statusCode, refused.headers['retry-after']]).toEqual([429, '15']);
    expect((await call('other')).statusCode).toBe(200);
    at = new Date('2026-11-23T08:01:00Z');
    expect((await call('one')).statusCode).toBe(200);
    await app.close();
  });
});
