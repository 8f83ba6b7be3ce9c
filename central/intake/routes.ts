import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import {
  CENTRAL_ROUTES,
  JOSE_CONTENT_TYPE,
  MAX_RECORD_BYTES,
  RECEIPT_TYPE,
  type ReceiptClaims,
} from '../../contract/index.ts';
import type { CentreContext } from '../context.ts';
import { authenticateDevice, deviceOf } from '../devices/index.ts';
import { errorResponses, limitInFlight } from '../http/index.ts';
import { signAsCentre } from '../keys/index.ts';
import { openRecord } from './open-record.ts';
import { storeRecord } from './store-record.ts';

const { method, path, response } = CENTRAL_ROUTES.putRecord;
const MAX_IN_FLIGHT = 64;

export function intakeRoutes(context: CentreContext): FastifyPluginAsyncZod {
  return async (app) => {
    app.addContentTypeParser(JOSE_CONTENT_TYPE, { parseAs: 'string' }, (_request, body, done) =>
      done(null, body),
    );
    app.route({
      method,
      url: path,
      bodyLimit: MAX_RECORD_BYTES,
      onRequest: [limitInFlight(MAX_IN_FLIGHT), authenticateDevice(context)],
      schema: {
        summary:
          'Takes a sealed record; answers with a signed receipt, for the very same record again with 409',
        consumes: [JOSE_CONTENT_TYPE],
        params: z.object({ recordId: z.uuid() }),
        body: z.string(),
        response: { 201: response, 409: response, ...errorResponses },
      },
      handler: async (request, reply) => {
        const device = deviceOf(request);
        const jws = request.body;
        const opened = await openRecord(jws, {
          recordId: request.params.recordId,
          device,
          keys: context.keys,
        });
        const { isNew, receivedAt } = await storeRecord(context, device, { ...opened, jws });
        const receipt = await signAsCentre(context.keys, RECEIPT_TYPE, {
          recordId: opened.record.recordId,
          sha256: opened.sha256,
          deviceId: device.id,
          receivedAt: receivedAt.toISOString(),
        } satisfies ReceiptClaims);
        return reply.code(isNew ? 201 : 409).send({ receipt });
      },
    });
  };
}
