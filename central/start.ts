import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { type OpenIdSettings, openReports } from './access/index.ts';
import { type CentreLog, createCentre } from './app.ts';
import { type Database, migrate, openDatabase, startEmbeddedPostgres } from './database/index.ts';
import { type Provisioned, type ProvisionOptions, provisionDevice } from './devices/index.ts';
import { loadEscrowKey } from './escrow/index.ts';
import { freePort } from './free-port.ts';
import type { IntakeLimits } from './intake/index.ts';
import { type CentreKeys, loadCentreKeys } from './keys/index.ts';
import { createMetrics, serveMetrics } from './metrics/index.ts';
import { httpRegistrar, type Registrar } from './registrar/index.ts';

export type StartOptions = {
  /** Holds the keys and, without `databaseUrl`, the database. */
  directory: string;
  databaseUrl?: string | undefined;
  /** `keys.json` in the directory when left out. */
  keysFile?: string | undefined;
  host?: string | undefined;
  /** A free one when left out. */
  port?: number | undefined;
  /** Where the centre is reached from outside; `http://HOST:PORT` when left out. */
  url?: string | undefined;
  /** Lets the ministry's tools at the register of devices; without it nobody is. */
  adminToken?: string | undefined;
  openId?: OpenIdSettings | undefined;
  trustProxy?: boolean | undefined;
  /** Without them nothing is turned away. */
  limits?: IntakeLimits | undefined;
  /** Where `/metrics` is answered; nowhere when left out. */
  metrics?: { host: string; port: number } | undefined;
  log?: CentreLog | undefined;
  now?: (() => Date) | undefined;
  /** Who knows whether cards are normal: an address, or something else that answers. */
  registrar?: string | Registrar | undefined;
  /** Further settings of the embedded PostgreSQL, `name=value`. */
  postgresSettings?: string[] | undefined;
};

export type RunningCentre = {
  url: string;
  databaseUrl: string;
  db: Database;
  /** As viewers read: over the report's own account. */
  reports: Database;
  keys: CentreKeys;
  provisionDevice: (options: ProvisionOptions) => Promise<Provisioned>;
  /** Answers what is under way, then closes. */
  stop: () => Promise<void>;
};

/** What the centre and its command-line tools have in common: database and keys. */
export async function openCentreStores(
  options: Pick<StartOptions, 'directory' | 'databaseUrl' | 'keysFile' | 'postgresSettings'>,
) {
  const { directory, databaseUrl, keysFile = join(directory, 'keys.json'), postgresSettings = [] } = options;
  const [keys, postgres] = await Promise.all([
    loadCentreKeys(keysFile, randomBytes),
    databaseUrl === undefined
      ? startEmbeddedPostgres({
          directory: join(directory, 'postgres'),
          random: randomBytes,
          settings: postgresSettings,
        })
      : { url: databaseUrl, stop: async () => {} },
  ]);
  const db = openDatabase(postgres.url);
  const close = async () => {
    await db.destroy();
    await postgres.stop();
  };
  try {
    await migrate(db);
  } catch (error) {
    await close();
    throw error;
  }
  return { db, databaseUrl: postgres.url, keys, keysFile, close };
}

/** Starts the centre: database (embedded unless one is given), keys, schema, HTTP. */
export async function startCentre(options: StartOptions): Promise<RunningCentre> {
  const { host = '127.0.0.1', port = await freePort(), now = () => new Date() } = options;
  const { url = `http://${host}:${port}`, log, adminToken, trustProxy = false, limits } = options;
  const { db, databaseUrl, keys, close } = await openCentreStores(options);
  const registrar =
    typeof options.registrar === 'string' ? httpRegistrar(options.registrar, fetch) : options.registrar;
  const metrics = createMetrics();
  const reports = await openReports({ db, databaseUrl, keys }).catch(async (error: unknown) => {
    await close();
    throw error;
  });
  const app = await createCentre({
    db,
    reports,
    keys,
    url,
    now,
    log,
    registrar,
    adminToken,
    openId: options.openId,
    trustProxy,
    limits,
    metrics,
  });
  let closeMetrics = async () => {};
  const stop = async () => {
    await app.close();
    await closeMetrics();
    await reports.destroy();
    await close();
  };
  try {
    await app.listen({ host, port });
    if (options.metrics) closeMetrics = await serveMetrics(metrics, options.metrics);
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    ...{ url, databaseUrl, db, reports, keys, stop },
    provisionDevice: async (provision) => {
      const escrowKey = await loadEscrowKey(options.directory);
      return provisionDevice({ db, keys, escrowKey, centreUrl: url, now, random: randomBytes }, provision);
    },
  };
}
