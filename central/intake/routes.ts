import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import {
  CENTRAL_ROUTES,
  JOSE_CONTENT_TYPE,
  JOSE_LINES_CONTENT_TYPE,
  MAX_BATCH_BYTES,
  MAX_RECORD_BYTES,
  type RecordAnswer,
} from '../../contract/index.ts';
import type { CentreContext } from '../context.ts';
import { authenticateDevice, type Device, deviceOf } from '../devices/index.ts';
import { answerTo, errorResponses, limitInFlight, limitRate } from '../http/index.ts';
import type { Metrics } from '../metrics/index.ts';
import { readLines } from './read-lines.ts';
import { createRecordStore } from './record-store.ts';
import { recordIdOf, takeRecord } from './take-record.ts';

const { putRecord, putRecords } = CENTRAL_ROUTES;

/** What one process takes; docs/operations.md has the figures. */
export type IntakeLimits = {
  /** Calls under way at once, and bytes of their bodies. */
  calls: number;
  bytes: number;
  /** Calls of one device in a minute. */
  deviceCallsPerMinute: number;
};

export function intakeRoutes(
  context: CentreContext,
  { limits, metrics }: { limits: IntakeLimits; metrics: Metrics },
): FastifyPluginAsyncZod {
  const store = createRecordStore(context, metrics.countGroup);
  const take = async (device: Device, recordId: string, jws: string) => {
    try {
      const taken = await takeRecord(context, store, { device, recordId, jws });
      metrics.countRecord(taken.status === 201 ? 'new' : 'known');
      return taken;
    } catch (fault) {
      metrics.countRecord('refused');
      throw fault;
    }
  };

  return async (app) => {
    const onRequest = [
      limitInFlight(limits, metrics.showBytesInFlight),
      authenticateDevice(context),
      limitRate({
        max: limits.deviceCallsPerMinute,
        now: context.now,
        callerOf: (request) => deviceOf(request).id,
      }),
    ];
    app.addContentTypeParser(JOSE_CONTENT_TYPE, { parseAs: 'string' }, (_request, body, done) =>
      done(null, body),
    );
    // Left as a stream: a record is opened while those behind it are still on their way.
    app.addContentTypeParser(JOSE_LINES_CONTENT_TYPE, (_request, body, done) => done(null, body));

    app.route({
      method: putRecord.method,
      url: putRecord.path,
      bodyLimit: MAX_RECORD_BYTES,
      onRequest,
      schema: {
        summary:
          'Takes a sealed record; answers with a signed receipt, for the very same record again with 409',
        consumes: [JOSE_CONTENT_TYPE],
        params: z.object({ recordId: z.uuid() }),
        body: z.string(),
        response: { 201: putRecord.response, 409: putRecord.response, ...errorResponses },
      },
      handler: async (request, reply) => {
        const { status, receipt } = await take(deviceOf(request), request.params.recordId, request.body);
        return reply.code(status).send({ receipt });
      },
    });

    app.route({
      method: putRecords.method,
      url: putRecords.path,
      bodyLimit: MAX_BATCH_BYTES,
      onRequest,
      schema: {
        summary: 'Takes sealed records, one a line; answers for each as if it had come alone',
        consumes: [JOSE_LINES_CONTENT_TYPE],
        response: { 200: putRecords.response, ...errorResponses },
      },
      handler: async (request) => {
        const device = deviceOf(request);
        const answers: Promise<RecordAnswer>[] = [];
        for await (const jws of readLines(request.body as AsyncIterable<Buffer>))
          answers.push(
            take(device, recordIdOf(jws), jws).catch((fault: unknown) => answerTo(fault, request.log)),
          );
        return { answers: await Promise.all(answers) };
      },
    });
  };
}
