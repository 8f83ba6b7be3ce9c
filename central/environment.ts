import { join } from 'node:path';
import { z } from 'zod';
import { MAX_RECORD_BYTES } from '../contract/index.ts';
import type { OpenIdSettings } from './access/index.ts';

const DEFAULT_DIRECTORY = join(import.meta.dirname, '../.cache/centre');

/** What the centre reads from its environment; docs/operations.md explains each. */
const environmentSchema = z.object({
  DATABASE_URL: z.string().optional(),
  CENTRE_DIR: z.string().default(DEFAULT_DIRECTORY),
  CENTRE_KEYS: z.string().optional(),
  CENTRE_URL: z
    .url()
    .transform((url) => url.replace(/\/$/, ''))
    .optional(),
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number().int().min(1).max(65_535).default(8460),
  REGISTRAR_URL: z.url().optional(),
  METRICS_HOST: z.string().default('127.0.0.1'),
  METRICS_PORT: z.coerce.number().int().min(1).max(65_535).optional(),
  INTAKE_CALLS: z.coerce.number().int().min(1).default(64),
  INTAKE_BYTES: z.coerce.number().int().min(MAX_RECORD_BYTES).default(32_000_000),
  DEVICE_CALLS_PER_MINUTE: z.coerce.number().int().min(1).default(1200),
  CENTRE_ADMIN_TOKEN: z.string().min(32).optional(),
  OIDC_ISSUER: z.url().optional(),
  OIDC_CLIENT_ID: z.string().optional(),
  OIDC_CLIENT_SECRET: z.string().optional(),
  TRUST_PROXY: z.stringbool().default(false),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
});

type OpenIdVariables = Pick<
  z.infer<typeof environmentSchema>,
  'OIDC_ISSUER' | 'OIDC_CLIENT_ID' | 'OIDC_CLIENT_SECRET'
>;

function openIdOf(variables: OpenIdVariables): OpenIdSettings | undefined {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret } = variables;
  if (issuer && clientId && clientSecret) return { issuer, clientId, clientSecret };
  if (issuer || clientId || clientSecret)
    throw new Error('Of OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET, all are needed or none.');
  return undefined;
}

export function readEnvironment(env: NodeJS.ProcessEnv) {
  const { success, data, error } = environmentSchema.safeParse(env);
  if (!success) throw new Error(`The environment is not usable.\n${z.prettifyError(error)}`);
  return {
    directory: data.CENTRE_DIR,
    databaseUrl: data.DATABASE_URL,
    keysFile: data.CENTRE_KEYS,
    url: data.CENTRE_URL ?? `http://${data.HOST}:${data.PORT}`,
    host: data.HOST,
    port: data.PORT,
    metrics:
      data.METRICS_PORT === undefined ? undefined : { host: data.METRICS_HOST, port: data.METRICS_PORT },
    limits: {
      calls: data.INTAKE_CALLS,
      bytes: data.INTAKE_BYTES,
      deviceCallsPerMinute: data.DEVICE_CALLS_PER_MINUTE,
    },
    registrar: data.REGISTRAR_URL,
    adminToken: data.CENTRE_ADMIN_TOKEN,
    openId: openIdOf(data),
    trustProxy: data.TRUST_PROXY,
    logLevel: data.LOG_LEVEL,
  };
}
