import { describe, expect, it } from 'vitest';
import {
  AGREEMENT,
  databaseUrl,
  etcdArguments,
  followLeaderScript,
  patroniSettings,
  planCluster,
  poolerSettings,
  poolerTarget,
  poolerUsers,
} from './settings.ts';

const passwords = { superuser: 'super', replication: 'copy', centre: 'secret' };
const ports = [2379, 2380, 6432, 5431, 8001, 5432, 8002, 5433, 8003];
const plan = planCluster('/cluster', ports, passwords);
const [first] = plan.nodes;
if (first === undefined) throw new Error('no node');

/** Sections of an ini file with their settings; throws for a line that is neither. */
function readIni(text: string): Record<string, Record<string, string>> {
  const sections: Record<string, Record<string, string>> = {};
  let section: Record<string, string> = {};
  for (const line of text.split('\n').filter((each) => each !== '' && !each.startsWith('%include '))) {
    const title = /^\[(\w+)\]$/.exec(line)?.[1];
    const [, name, value] = /^(\w+) =(.*)$/.exec(line) ?? [];
    if (title !== undefined) {
      section = {};
      sections[title] = section;
    } else if (name !== undefined && value !== undefined) section[name] = value.trim();
    else throw new Error(`not a setting: ${line}`);
  }
  return sections;
}

describe('the settings of the cluster that is always there', () => {
  it('acknowledge nothing that only one machine has', () => {
    const { dcs } = patroniSettings(plan, first, '/usr/lib/postgresql/15/bin').bootstrap;
    expect(dcs).toMatchObject({ synchronous_mode: true, synchronous_mode_strict: true });
    expect(dcs.postgresql.parameters.synchronous_commit).toBe('on');
  });

  it('keep to Patroni’s rule for its times, and leave room within half a minute', () => {
    const { ttl, loop_wait, retry_timeout } = AGREEMENT;
    expect(ttl).toBeGreaterThanOrEqual(20);
    expect(loop_wait + 2 * retry_timeout).toBeLessThanOrEqual(ttl);
    expect(ttl).toBeLessThan(30);
  });

  it('give every program a port of its own, on the loopback alone', () => {
    const texts = [
      ...plan.nodes.map((node) => JSON.stringify(patroniSettings(plan, node, '/bin'))),
      etcdArguments(plan).join(' '),
      poolerSettings(plan),
    ];
    const listening = texts.flatMap((text) => text.match(/(?<=listen\S*[": =]*)127\.0\.0\.1:\d+/g) ?? []);
    const http = etcdArguments(plan).filter((argument) => argument.startsWith('http://'));
    const addresses = new Set([...listening, ...http.map((url) => new URL(url).host)]);
    expect(addresses.size).toBe(ports.length - 1);
    expect([...addresses].every((address) => address.startsWith('127.0.0.1:'))).toBe(true);
    expect(readIni(poolerSettings(plan)).pgbouncer).toMatchObject({
      listen_addr: '127.0.0.1',
      listen_port: '6432',
    });
  });

  it('are well-formed for the pooler, which knows the centre and follows the leader', () => {
    expect(readIni(poolerTarget(5433)).databases).toEqual({
      centre: 'host=127.0.0.1 port=5433 dbname=centre',
    });
    expect(poolerUsers(plan)).toBe('"centre" "secret"\n');
    const { pgbouncer, users } = readIni(poolerSettings(plan));
    expect(pgbouncer).toMatchObject({ auth_user: 'centre', auth_query: expect.stringContaining('$1') });
    expect(users).toEqual({ report_reader_centre: 'pool_mode=session' });
    expect(new URL(databaseUrl(plan))).toMatchObject({
      username: 'centre',
      password: 'secret',
      port: '6432',
    });
    const script = followLeaderScript(plan, first);
    expect(script).toContain(poolerTarget(5431));
    expect(script.indexOf('master')).toBeLessThan(script.indexOf('databases.ini'));
  });

  it('say so when there are not ports enough', () => {
    expect(() => planCluster('/cluster', ports.slice(1), passwords)).toThrow('9 ports');
  });
});
