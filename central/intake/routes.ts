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
import { answerTo, errorResponses, limitInFlight } from '../http/index.ts';
import { readLines } from './read-lines.ts';
import { createRecordStore } from './record-store.ts';
import { recordIdOf, takeRecord } from './take-record.ts';

const { putRecord, putRecords } = CENTRAL_ROUTES;
const MAX_IN_FLIGHT = 64;

export function intakeRoutes(context: CentreContext): FastifyPluginAsyncZod {
  const store = createRecordStore(context);
  const take = (device: Device, recordId: string, jws: string) =>
    takeRecord(context, store, { device, recordId, jws });

  return async (app) => {
    const onRequest = [limitInFlight(MAX_IN_FLIGHT), authenticateDevice(context)];
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
