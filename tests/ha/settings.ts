/**
 * What the programs of the cluster are told. The values that make it lose nothing and come back in time are here, with the
 * reason; docs/operations.md explains them for a real cluster of three machines.
 */

const HOST = '127.0.0.1';
export const DATABASE = 'centre';
/** The function by which the pooler asks for the accounts that it has in no file. */
export const ACCOUNT_LOOKUP = 'account_for_pooler';

export type Passwords = { superuser: string; replication: string; centre: string };

export type NodePlan = {
  name: string;
  /** Holds Patroni's settings and, below it, the data. */
  folder: string;
  postgresPort: number;
  /** Patroni's REST API: who leads, who follows. */
  restPort: number;
};

export type ClusterPlan = {
  folder: string;
  etcd: { clientPort: number; peerPort: number };
  poolerPort: number;
  nodes: NodePlan[];
  passwords: Passwords;
};

/** Lays out three nodes, etcd and the pooler on so many ports of the loopback. */
export function planCluster(folder: string, ports: readonly number[], passwords: Passwords): ClusterPlan {
  const port = (at: number): number => {
    const found = ports[at];
    if (found === undefined) throw new Error(`the cluster needs ${PORTS_NEEDED} ports`);
    return found;
  };
  return {
    folder,
    passwords,
    etcd: { clientPort: port(0), peerPort: port(1) },
    poolerPort: port(2),
    nodes: [0, 1, 2].map((at) => ({
      name: `node${at + 1}`,
      folder: `${folder}/node${at + 1}`,
      postgresPort: port(3 + 2 * at),
      restPort: port(4 + 2 * at),
    })),
  };
}

export const PORTS_NEEDED = 9;

export function etcdArguments({ folder, etcd }: ClusterPlan): string[] {
  const client = `http://${HOST}:${etcd.clientPort}`;
  const peer = `http://${HOST}:${etcd.peerPort}`;
  return [
    ...['--name', 'etcd', '--data-dir', `${folder}/etcd`, '--logger', 'zap', '--log-level', 'error'],
    ...['--listen-client-urls', client, '--advertise-client-urls', client],
    ...['--listen-peer-urls', peer, '--initial-advertise-peer-urls', peer],
    ...['--initial-cluster', `etcd=${peer}`],
  ];
}

/**
 * How the nodes agree, kept in etcd. Patroni takes no `ttl` below 20; it must be at least `loop_wait` and twice
 * `retry_timeout`. A dead primary's lease ends within it, and that is most of the time until intake goes on.
 */
export const AGREEMENT = {
  ttl: 20,
  loop_wait: 5,
  retry_timeout: 5,
  maximum_lag_on_failover: 1_048_576,
  /** A crashed PostgreSQL is not waited for: the standby has everything that was acknowledged. */
  master_start_timeout: 0,
  /** A commit is acknowledged when a standby has it on its disk, and not at all while there is no standby. */
  synchronous_mode: true,
  synchronous_mode_strict: true,
} as const;

/** Patroni reads YAML, of which JSON is a part. */
export function patroniSettings(plan: ClusterPlan, node: NodePlan, binFolder: string) {
  const { passwords, etcd } = plan;
  const followLeader = `/bin/sh ${followLeaderFile(node)}`;
  return {
    scope: 'centre',
    name: node.name,
    log: { level: 'WARNING' },
    restapi: { listen: `${HOST}:${node.restPort}`, connect_address: `${HOST}:${node.restPort}` },
    etcd3: { host: `${HOST}:${etcd.clientPort}` },
    bootstrap: {
      dcs: {
        ...AGREEMENT,
        postgresql: {
          use_pg_rewind: true,
          use_slots: true,
          parameters: { max_connections: 60, shared_buffers: '128MB', synchronous_commit: 'on' },
        },
      },
      initdb: ['data-checksums', { encoding: 'UTF8' }, { locale: 'C' }],
    },
    postgresql: {
      listen: `${HOST}:${node.postgresPort}`,
      connect_address: `${HOST}:${node.postgresPort}`,
      data_dir: `${node.folder}/data`,
      pgpass: `${node.folder}/pgpass`,
      bin_dir: binFolder,
      authentication: {
        superuser: { username: 'postgres', password: passwords.superuser },
        replication: { username: 'replicator', password: passwords.replication },
      },
      parameters: { unix_socket_directories: '' },
      pg_hba: [
        `host all all ${HOST}/32 scram-sha-256`,
        `host replication replicator ${HOST}/32 scram-sha-256`,
      ],
      callbacks: { on_start: followLeader, on_role_change: followLeader },
    },
    watchdog: { mode: 'off' },
  };
}

export const followLeaderFile = ({ folder }: NodePlan): string => `${folder}/follow-leader.sh`;

/** Patroni calls it with the event, the role and the cluster's name: who has become the leader turns the pooler to itself. */
export function followLeaderScript({ folder }: ClusterPlan, { postgresPort }: NodePlan): string {
  return `#!/bin/sh
case "$2" in master | primary) ;; *) exit 0 ;; esac
cat > ${folder}/databases.new <<END
${poolerTarget(postgresPort)}END
mv ${folder}/databases.new ${folder}/databases.ini
kill -HUP "$(cat ${folder}/pgbouncer.pid)"
`;
}

/** The part of the pooler's settings that changes with the leader. */
export const poolerTarget = (postgresPort: number): string =>
  `[databases]\n${DATABASE} = host=${HOST} port=${postgresPort} dbname=${DATABASE}\n`;

export function poolerSettings({ folder, poolerPort }: ClusterPlan): string {
  const settings = {
    listen_addr: HOST,
    listen_port: poolerPort,
    unix_socket_dir: '',
    auth_type: 'scram-sha-256',
    auth_file: `${folder}/users.txt`,
    // The report's own account is made by the centre, with a password that is in no file.
    auth_user: DATABASE,
    auth_query: `select name, verifier from ${ACCOUNT_LOOKUP}($1)`,
    pidfile: `${folder}/pgbouncer.pid`,
    pool_mode: 'transaction',
    max_client_conn: 200,
    default_pool_size: 20,
    // The centre asks for it at each connection; the pooler can't keep it apart for each, so the role has it.
    ignore_startup_parameters: 'statement_timeout',
    // Without a primary a call is told so soon, and the next one finds the new primary at once.
    query_wait_timeout: 5,
    server_login_retry: 1,
    server_connect_timeout: 3,
    // A primary that vanished without a word: what waits for it fails instead of hanging.
    tcp_user_timeout: 5000,
  };
  const lines = Object.entries(settings).map(([name, value]) => `${name} = ${value}`);
  // It keeps prepared statements, which this pooler can't carry from one server connection to another.
  const users = ['[users]', `report_reader_${DATABASE} = pool_mode=session`];
  return ['[pgbouncer]', ...lines, ...users, `%include ${folder}/databases.ini`, ''].join('\n');
}

export const poolerUsers = ({ passwords }: ClusterPlan): string => `"${DATABASE}" "${passwords.centre}"\n`;

/** As the centre reaches the database: through the pooler, whoever leads. */
export const databaseUrl = ({ poolerPort, passwords }: ClusterPlan): string =>
  `postgres://${DATABASE}:${passwords.centre}@${HOST}:${poolerPort}/${DATABASE}`;

/** One node's database, past the pooler: what a standby answers. */
export const nodeUrl = ({ passwords }: ClusterPlan, { postgresPort }: NodePlan): string =>
  `postgres://${DATABASE}:${passwords.centre}@${HOST}:${postgresPort}/${DATABASE}`;

/** Past the pooler, to make the role and the database. */
export const superuserUrl = (
  { passwords }: ClusterPlan,
  { postgresPort }: NodePlan,
  database = 'postgres',
): string => `postgres://postgres:${passwords.superuser}@${HOST}:${postgresPort}/${database}`;

export const restUrl = ({ restPort }: NodePlan): string => `http://${HOST}:${restPort}`;
