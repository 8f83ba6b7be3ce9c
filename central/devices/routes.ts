import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { calculateJwkThumbprint, type JWK } from 'jose';
import { CENTRAL_ROUTES, KioskError } from '../../contract/index.ts';
import type { CentreContext } from '../context.ts';
import { errorResponses, limitRate } from '../http/index.ts';
import { verifyDeviceProof } from './device-proof.ts';
import { registerDevice } from './register.ts';

const { method, path, body, response } = CENTRAL_ROUTES.registerDevice;
const REGISTRATIONS_PER_MINUTE = 60;

export function deviceRoutes(context: CentreContext): FastifyPluginAsyncZod {
  return async (app) => {
    app.route({
      method,
      url: path,
      onRequest: limitRate({ max: REGISTRATIONS_PER_MINUTE, now: context.now }),
      schema: {
        summary: 'Registers a device with its activation code and key',
        body,
        response: { 200: response, ...errorResponses },
      },
      // No look at replays: the answer to a repeated call is the same, and only the key's owner can make one.
      handler: async (request) => {
        const proof = await verifyDeviceProof(request.headers.dpop, {
          method,
          url: context.url + request.url,
          now: context.now(),
        });
        if ((await thumbprintOf(request.body.publicKey)) !== proof.deviceId) {
          throw new KioskError('REQUEST_INVALID', { reason: 'proof' });
        }
        return registerDevice(context, proof, request.body);
      },
    });
  };
}

async function thumbprintOf(publicKey: object): Promise<string> {
  try {
    return await calculateJwkThumbprint(publicKey as JWK);
  } catch (cause) {
    throw new KioskError('REQUEST_INVALID', { reason: 'public-key' }, { cause });
  }
}
