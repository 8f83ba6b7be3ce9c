import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { calculateJwkThumbprint, type JWK } from 'jose';
import { z } from 'zod';
import { CENTRAL_ROUTES, KioskError } from '../../contract/index.ts';
import type { CentreContext } from '../context.ts';
import { errorResponses, handleOauthError, limitRate, oauthErrorResponses } from '../http/index.ts';
import { takeAuditReport } from './audit-report.ts';
import { authenticateDevice, deviceOf, proofOf } from './authenticate.ts';
import { changeDeviceKey } from './change-key.ts';
import { giveDeviceToken } from './device-token.ts';
import { facilityKeys } from './facility-keys.ts';
import { registerDevice } from './register.ts';
import { giveSetUpFile } from './set-up.ts';

const {
  registerDevice: registration,
  setUpFile,
  deviceToken,
  newDeviceKey,
  facilityKeys: keySet,
  auditReport,
} = CENTRAL_ROUTES;
const REGISTRATIONS_PER_MINUTE = 60;

export function deviceRoutes(context: CentreContext): FastifyPluginAsyncZod {
  return async (app) => {
    app.route({
      method: registration.method,
      url: registration.path,
      onRequest: limitRate({ max: REGISTRATIONS_PER_MINUTE, now: context.now }),
      schema: {
        summary: 'Registers a device with its activation code and key',
        body: registration.body,
        response: { 200: registration.response, ...errorResponses },
      },
      // No look at replays: the answer to a repeated call is the same, and only the key's owner can make one.
      handler: async (request) => {
        const proof = await proofOf(context, request);
        if ((await thumbprintOf(request.body.publicKey)) !== proof.keyId) {
          throw new KioskError('REQUEST_INVALID', { reason: 'proof' });
        }
        return registerDevice(context, proof, request.body);
      },
    });

    app.route({
      method: setUpFile.method,
      url: setUpFile.path,
      onRequest: limitRate({ max: REGISTRATIONS_PER_MINUTE, now: context.now }),
      schema: {
        summary: 'Gives the provisioning file that waits for a set-up code, sealed under it',
        body: setUpFile.body,
        response: { 200: setUpFile.response, ...errorResponses },
      },
      handler: (request) => giveSetUpFile(context, request.body.id),
    });

    app.route({
      method: deviceToken.method,
      url: deviceToken.path,
      errorHandler: handleOauthError,
      schema: {
        summary: 'Gives a device an access token bound to its key (RFC 9449, RFC 7523)',
        body: deviceToken.body,
        response: { 200: deviceToken.response, ...oauthErrorResponses },
      },
      handler: async (request, reply) => {
        const proof = await proofOf(context, request);
        reply.header('cache-control', 'no-store');
        return giveDeviceToken(context, proof, request.body.client_assertion);
      },
    });

    app.route({
      method: newDeviceKey.method,
      url: newDeviceKey.path,
      onRequest: authenticateDevice(context),
      schema: {
        summary: 'Changes the key of the device that asks',
        body: newDeviceKey.body,
        response: { 200: newDeviceKey.response, ...errorResponses },
      },
      handler: (request) => changeDeviceKey(context, deviceOf(request), request.body.proof),
    });

    app.route({
      method: auditReport.method,
      url: auditReport.path,
      onRequest: authenticateDevice(context),
      schema: {
        summary: 'Takes down how the audit log of the device that asks stands',
        body: auditReport.body,
        response: { 200: auditReport.response, ...errorResponses },
      },
      handler: (request) => takeAuditReport(context, deviceOf(request).id, request.body),
    });

    app.route({
      method: keySet.method,
      url: keySet.path,
      schema: {
        summary: 'Public keys of a facility’s devices, for whoever checks its provisional tokens (RFC 7517)',
        params: z.object({ hcode: z.string().max(9) }),
        response: { 200: keySet.response, ...errorResponses },
      },
      handler: (request) => facilityKeys(context.db, request.params.hcode),
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
