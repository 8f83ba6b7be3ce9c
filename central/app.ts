import swagger from '@fastify/swagger';
import Fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import {
  jsonSchemaTransform,
  serializerCompiler,
  validatorCompiler,
  type ZodTypeProvider,
} from 'fastify-type-provider-zod';
import { CENTRAL_ROUTES } from '../contract/index.ts';
import { type OpenIdSettings, viewerRoutes } from './access/index.ts';
import type { CentreContext } from './context.ts';
import { databaseAnswers } from './database/index.ts';
import { adminRoutes, deviceRoutes, forgetOldProofs, makeNonce } from './devices/index.ts';
import {
  errorResponses,
  handleError,
  handleNotFound,
  openApiDocument,
  pageRoutes,
  watchUnusedConnections,
} from './http/index.ts';
import { type IntakeLimits, intakeRoutes } from './intake/index.ts';
import { createMetrics, type Metrics } from './metrics/index.ts';
import { nameRoutes } from './names/index.ts';
import { checkCards, type Registrar } from './registrar/index.ts';
import { listRoutes, liveRoute, reportRoutes } from './reports/index.ts';
import { issuanceRoutes, statusRoutes } from './tokens/index.ts';
import { forgetOldRequests, verifierRoutes } from './verifier/index.ts';

const BODY_LIMIT_BYTES = 64 * 1024;
const CLEANING_MS = 60_000;
const CARD_CHECKING_MS = 5_000;

const NO_LIMITS: IntakeLimits = {
  calls: Number.POSITIVE_INFINITY,
  bytes: Number.POSITIVE_INFINITY,
  deviceCallsPerMinute: Number.POSITIVE_INFINITY,
};

/** Fastify's own would add the peer's address. */
const LOG_SERIALIZERS = {
  req: ({ method, url }: FastifyRequest) => ({ method, path: url.split('?')[0] }),
};

/** Where the log goes, one JSON object a line. It carries method, path, status and time, never who. */
export type CentreLog = { level: string; stream: { write: (line: string) => void } };

export type CentreOptions = CentreContext & {
  /** Nothing is logged when left out. */
  log?: CentreLog | undefined;
  /** Without them nothing is turned away. */
  limits?: IntakeLimits | undefined;
  /** Where it counts its work; nobody reads it when left out. */
  metrics?: Metrics | undefined;
  /** Without it levels stay pending. */
  registrar?: Registrar | undefined;
  /** Without it there are no routes for the ministry's tools. */
  adminToken?: string | undefined;
  /** Another organisation's sign-in for the report; without it there are the centre's own passwords alone. */
  openId?: OpenIdSettings | undefined;
  /** True behind a proxy that sets `X-Forwarded-For`. */
  trustProxy?: boolean;
};

/** The centre as a Fastify instance, not yet listening. It keeps nothing in memory that another process would need. */
export async function createCentre(options: CentreOptions): Promise<FastifyInstance> {
  const {
    log,
    registrar,
    adminToken,
    trustProxy = false,
    limits = NO_LIMITS,
    metrics = createMetrics(),
  } = options;
  const { db, reports, keys, url, now } = options;
  const context: CentreContext = { db, reports, keys, url, now };
  const app = Fastify({
    logger: log === undefined ? false : { ...log, serializers: LOG_SERIALIZERS },
    trustProxy,
    bodyLimit: BODY_LIMIT_BYTES,
    requestTimeout: 60_000,
  }).withTypeProvider<ZodTypeProvider>();
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.setErrorHandler(handleError);
  app.setNotFoundHandler(handleNotFound);
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string' },
    (_request, body, done) => done(null, Object.fromEntries(new URLSearchParams(String(body)))),
  );
  const closeUnused = watchUnusedConnections(app.server);
  app.addHook('preClose', async () => closeUnused());
  app.addHook('onResponse', metrics.countRequest);
  app.addHook('onSend', async (request, reply) => {
    reply.header('x-content-type-options', 'nosniff');
    // RFC 9449 s.8.2: every answer to a device brings the nonce for its next call.
    if (request.headers.dpop !== undefined) reply.header('dpop-nonce', makeNonce(keys, 'dpop', now()));
  });

  await app.register(swagger, {
    openapi: { openapi: '3.1.0', info: { title: 'Mor Prom central identity service', version: '1' } },
    transform: jsonSchemaTransform,
  });
  await app.register(deviceRoutes(context));
  if (adminToken !== undefined) await app.register(adminRoutes(context, adminToken));
  await app.register(intakeRoutes(context, { limits, metrics }));
  await app.register(issuanceRoutes(context));
  await app.register(statusRoutes(context));
  await app.register(verifierRoutes(context));
  await app.register(viewerRoutes(context, options.openId));
  for (const routes of [reportRoutes, listRoutes, liveRoute, nameRoutes]) await app.register(routes(context));
  await app.register(pageRoutes(context.url));

  app.get('/openapi.json', { schema: { hide: true } }, async () => openApiDocument(app));
  app.route({
    method: CENTRAL_ROUTES.keys.method,
    url: CENTRAL_ROUTES.keys.path,
    schema: {
      summary: 'Public keys of the centre (RFC 7517), and what vouches for each new signing key',
      response: { 200: CENTRAL_ROUTES.keys.response },
    },
    handler: async () => ({
      keys: [keys.signing.publicJwk, keys.sealing.publicJwk, ...keys.former],
      vouchers: [...keys.vouchers],
    }),
  });
  app.route({
    method: CENTRAL_ROUTES.health.method,
    url: CENTRAL_ROUTES.health.path,
    schema: {
      summary: 'Whether the centre can do its work: 503 while the database is away',
      response: {
        200: CENTRAL_ROUTES.health.response,
        503: CENTRAL_ROUTES.health.response,
        ...errorResponses,
      },
    },
    handler: async (_request, reply) => {
      const database = await databaseAnswers(db);
      return reply.code(database ? 200 : 503).send({ status: database ? 'ok' : 'degraded', database });
    },
  });

  const cleaning = setInterval(() => {
    for (const forget of [forgetOldProofs, forgetOldRequests])
      forget(db, now()).catch((err: unknown) => app.log.warn({ err }, `${forget.name} failed`));
  }, CLEANING_MS);
  const checking =
    registrar &&
    setInterval(() => {
      checkCards(context, registrar).catch((err: unknown) => app.log.warn({ err }, 'cards not checked'));
    }, CARD_CHECKING_MS);
  app.addHook('onClose', async () => {
    clearInterval(cleaning);
    clearInterval(checking);
  });
  return app;
}
