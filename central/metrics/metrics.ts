import type { FastifyReply, FastifyRequest } from 'fastify';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

export type Metrics = ReturnType<typeof createMetrics>;

const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const GROUP_SIZES = [1, 2, 4, 8, 16, 32, 64];

/** What the centre counts of its own work, for Prometheus: routes and outcomes, never who or where from. */
export function createMetrics() {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const http = new Histogram({
    name: 'centre_http_request_seconds',
    help: 'Time to the end of an answer, by route and status',
    labelNames: ['method', 'route', 'status'],
    buckets: SECONDS,
    registers,
  });
  const records = new Counter({
    name: 'centre_records_total',
    help: 'Records by outcome: new, known (sent again), refused',
    labelNames: ['outcome'],
    registers,
  });
  const groups = new Histogram({
    name: 'centre_record_group_size',
    help: 'Records stored in one transaction',
    buckets: GROUP_SIZES,
    registers,
  });
  const storing = new Histogram({
    name: 'centre_record_group_seconds',
    help: 'Time of such a transaction, with the wait for the disk and the standby',
    buckets: SECONDS,
    registers,
  });
  const turnedAway = new Counter({
    name: 'centre_turned_away_total',
    help: 'Calls refused by a limit: busy or too-often',
    labelNames: ['limit'],
    registers,
  });
  const inFlight = new Gauge({
    name: 'centre_intake_bytes_in_flight',
    help: 'Bytes of the calls that bring records now',
    registers,
  });

  return {
    /** `onResponse` hook. The route's pattern, not the address: it holds ids. */
    countRequest: async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
      const { method, routeOptions } = request;
      const labels = { method, route: routeOptions.url ?? 'none', status: String(reply.statusCode) };
      http.observe(labels, reply.elapsedTime / 1000);
      if (reply.statusCode === 503) turnedAway.inc({ limit: 'busy' });
      if (reply.statusCode === 429) turnedAway.inc({ limit: 'too-often' });
    },
    countRecord: (outcome: 'new' | 'known' | 'refused'): void => records.inc({ outcome }),
    countGroup: (size: number, seconds: number): void => {
      groups.observe(size);
      storing.observe(seconds);
    },
    showBytesInFlight: (bytes: number): void => inFlight.set(bytes),
    /** The text exposition format, version 0.0.4. */
    text: (): Promise<string> => registry.metrics(),
    contentType: registry.contentType,
  };
}
