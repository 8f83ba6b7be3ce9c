import type { ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { z } from 'zod';
import { isFreePort } from '../../central/testing/index.ts';
import { serverProcesses } from '../bench/index.ts';
import { giveToAccount, postgresBinFolder, startProgram } from './programs.ts';
import {
  ACCOUNT_LOOKUP,
  DATABASE,
  databaseUrl,
  etcdArguments,
  followLeaderFile,
  followLeaderScript,
  type NodePlan,
  nodeUrl,
  PORTS_NEEDED,
  patroniSettings,
  planCluster,
  poolerSettings,
  poolerTarget,
  poolerUsers,
  restUrl,
  superuserUrl,
} from './settings.ts';

export type Cluster = Awaited<ReturnType<typeof startCluster>>;

const STEP_MS = 200;
const START_LIMIT_MS = 180_000;
const STOP_LIMIT_MS = 20_000;

/** `GET /cluster` of Patroni's REST API, as far as it is used. */
const clusterSchema = z.object({
  members: z.array(z.object({ name: z.string(), role: z.string(), state: z.string() })),
});
const LEADER_ROLES = ['leader', 'standby_leader'];

/** Three PostgreSQL nodes under Patroni with etcd and a pooler, all on the loopback, in a folder of their own. */
export async function startCluster(log: (line: string) => void) {
  const folder = mkdtempSync(join(tmpdir(), 'ha-'));
  giveToAccount(folder);
  const password = () => randomBytes(18).toString('base64url');
  const passwords = { superuser: password(), replication: password(), centre: password() };
  const plan = planCluster(folder, await freePorts(PORTS_NEEDED), passwords);
  const running = new Map<string, ChildProcess>();

  function write(file: string, text: string): void {
    writeFileSync(file, text, { mode: 0o600 });
    giveToAccount(file);
  }

  function run(name: string, command: string, args: readonly string[]): void {
    running.set(name, startProgram(command, args, join(folder, `${name}.log`)));
  }

  function startNode(node: NodePlan): void {
    run(node.name, '/usr/bin/patroni', [join(node.folder, 'patroni.yml')]);
  }

  /** As the first node that answers sees it. */
  async function look() {
    for (const node of plan.nodes) {
      const answer = await fetch(`${restUrl(node)}/cluster`, { signal: AbortSignal.timeout(2000) }).catch(
        () => null,
      );
      if (answer?.ok) return clusterSchema.parse(await answer.json()).members;
    }
    return [];
  }

  async function leader(): Promise<NodePlan | null> {
    const name = (await look()).find(
      ({ role, state }) => LEADER_ROLES.includes(role) && state === 'running',
    )?.name;
    return plan.nodes.find((node) => node.name === name) ?? null;
  }

  /** All three at work, one of the followers synchronous: only then may the next primary be lost. */
  async function whole(): Promise<void> {
    await until('three nodes with a synchronous standby', async () => {
      const members = await look();
      const atWork = members.filter(({ state }) => state === 'running' || state === 'streaming');
      return atWork.length === plan.nodes.length && members.some(({ role }) => role === 'sync_standby');
    });
  }

  /** Ends a node as a power failure would: Patroni, PostgreSQL and its children at once. @returns its name */
  async function killLeader(): Promise<string> {
    const node = await leader();
    if (node === null) throw new Error('there is no primary to kill');
    running.get(node.name)?.kill('SIGKILL');
    for (const pid of serverProcesses(join(node.folder, 'data'))) endNow(pid);
    return node.name;
  }

  async function otherLeaderThan(name: string): Promise<string> {
    let found = '';
    await until('a new primary', async () => {
      const node = await leader();
      found = node?.name ?? '';
      return node !== null && node.name !== name;
    });
    return found;
  }

  /** What each follower counts in the table. */
  async function countOnStandbys(table: string): Promise<number[]> {
    const primary = await leader();
    const followers = plan.nodes.filter(({ name }) => name !== primary?.name);
    return Promise.all(
      followers.map(async (node) => {
        const client = new pg.Client({ connectionString: nodeUrl(plan, node) });
        await client.connect();
        try {
          const { rows } = await client.query(`select count(*) from ${client.escapeIdentifier(table)}`);
          return Number(rows[0]?.count);
        } finally {
          await client.end();
        }
      }),
    );
  }

  async function stop(): Promise<void> {
    const children = [...running.values()].filter(
      (child) => child.exitCode === null && child.signalCode === null,
    );
    for (const child of children) child.kill('SIGTERM');
    const ended = children.map((child) => new Promise((resolve) => child.once('exit', resolve)));
    await Promise.race([Promise.all(ended), pause(STOP_LIMIT_MS, undefined, { ref: false })]);
    for (const child of children) child.kill('SIGKILL');
    for (const node of plan.nodes) for (const pid of serverProcesses(join(node.folder, 'data'))) endNow(pid);
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }

  try {
    log('starting etcd, three PostgreSQL nodes and the pooler');
    run('etcd', '/usr/bin/etcd', etcdArguments(plan));
    for (const node of plan.nodes) {
      mkdirSync(node.folder, { mode: 0o700 });
      giveToAccount(node.folder);
      write(
        join(node.folder, 'patroni.yml'),
        JSON.stringify(patroniSettings(plan, node, postgresBinFolder()), null, 2),
      );
      write(followLeaderFile(node), followLeaderScript(plan, node));
      startNode(node);
    }
    await whole();
    const first = await leader();
    if (first === null) throw new Error('the cluster has no primary');
    await runStatements(superuserUrl(plan, first), (literal) => [
      // The centre makes the report's own account.
      `create role ${DATABASE} login createrole password ${literal(passwords.centre)}`,
      // The role carries the time limit of a statement, because the pooler can't.
      `alter role ${DATABASE} set statement_timeout = '10s'`,
      `create database ${DATABASE} owner ${DATABASE}`,
    ]);
    await runStatements(superuserUrl(plan, first, DATABASE), () => LOOKUP_FOR_POOLER);
    write(join(folder, 'users.txt'), poolerUsers(plan));
    write(join(folder, 'databases.ini'), poolerTarget(first.postgresPort));
    write(join(folder, 'pgbouncer.ini'), poolerSettings(plan));
    run('pgbouncer', '/usr/sbin/pgbouncer', [join(folder, 'pgbouncer.ini')]);
    await until('the pooler', async () => !(await isFreePort(plan.poolerPort)));
  } catch (cause) {
    const logs = [...running.keys()].map(
      (name) => `${name}: ${readFileSync(join(folder, `${name}.log`), 'utf8').slice(-800)}`,
    );
    await stop();
    throw new Error(`the cluster did not start\n${logs.join('\n')}`, { cause });
  }

  return {
    databaseUrl: databaseUrl(plan),
    whole,
    killLeader,
    otherLeaderThan,
    countOnStandbys,
    /** Brings a killed node back, as its machine would at the next start. */
    startAgain: (name: string): void => {
      for (const node of plan.nodes) if (node.name === name) startNode(node);
    },
    stop,
  };
}

/** What the pooler may ask, as the centre's account: of the report's accounts alone. */
const LOOKUP_FOR_POOLER = [
  `create function ${ACCOUNT_LOOKUP}(wanted text) returns table (name name, verifier text)
    language sql security definer set search_path = pg_catalog, pg_temp as $fn$
      select rolname, rolpassword from pg_authid where rolname = wanted and wanted like 'report\\_reader\\_%'
    $fn$`,
  `revoke execute on function ${ACCOUNT_LOOKUP} from public`,
  `grant execute on function ${ACCOUNT_LOOKUP} to ${DATABASE}`,
];

async function runStatements(
  url: string,
  statements: (literal: (text: string) => string) => readonly string[],
): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    for (const statement of statements((text) => client.escapeLiteral(text))) await client.query(statement);
  } finally {
    await client.end();
  }
}

/** Below the ports that the system gives to outgoing connections: a killed node must find its own again. */
async function freePorts(count: number): Promise<number[]> {
  const found: number[] = [];
  for (let port = 20_000 + Math.floor(Math.random() * 8000); found.length < count; port += 1)
    if (await isFreePort(port)) found.push(port);
  return found;
}

async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + START_LIMIT_MS;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`waited in vain for ${what}`);
    await pause(STEP_MS);
  }
}

function endNow(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (fault) {
    // It has ended since it was listed.
    if (!(fault instanceof Error && 'code' in fault && fault.code === 'ESRCH')) throw fault;
  }
}
