import type { ChildProcess } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type RunningCentre, signRelease } from '../../central/index.ts';
import { type Inside, until } from './inside.ts';

const VERSION = /_([^_]+)_amd64/;
/** The kiosk looks at its feed some time after its start. */
const READY_LIMIT_MS = 90_000;
/** Of the machine's updater; less than in service, for one of the versions never starts. */
const START_LIMIT_S = 45;

/**
 * The centre's feed of updates and the machine's updater, as the trial plays them. There is no systemd in the Debian: the
 * timer's script is started by hand, and asks for the kiosk to be started by a file.
 *
 * @param options.packages the installed package, the next version, and one after that which does not start
 */
export async function createUpdateTrial(options: {
  inside: Inside;
  user: string;
  packages: readonly string[];
  keys: RunningCentre['keys'];
  start(): ChildProcess;
}) {
  const { inside, user, keys, start } = options;
  const [current = '', next = '', broken = ''] = options.packages;
  const feed = mkdtempSync(path.join(tmpdir(), 'feed-'));
  const data = (name: string) => inside.home('.config/Mor Prom Kiosk/update', name);
  const startRequest = inside.root('run/start-kiosk');

  const offer = (deb: string) =>
    signRelease(keys, { deb, version: versionOf(deb), out: feed, percent: 100, releasedAt: new Date() });
  await offer(next);
  const server = createServer(({ url = '' }, answer) => {
    const file = path.join(feed, path.basename(new URL(url, 'http://feed').pathname));
    if (existsSync(file)) answer.end(readFileSync(file));
    else answer.writeHead(404).end();
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));

  await inside.run('root', 'mkdir -p /etc/morprom-kiosk /var/lib/morprom-kiosk');
  copyFileSync(path.join(feed, 'update-key.pem'), inside.root('etc/morprom-kiosk/update-key.pem'));
  copyFileSync(current, inside.root('var/lib/morprom-kiosk/current.deb'));
  writeFileSync(
    inside.root('etc/default/morprom-kiosk'),
    [
      `KIOSK_USER=${user}`,
      `START_LIMIT_S=${START_LIMIT_S}`,
      // The trial has just made a visit.
      'QUIET_MINUTES=0',
      "KIOSK_IS_UP='pgrep -x morprom-kiosk >/dev/null'",
      "KIOSK_STOP='pkill -TERM -x morprom-kiosk; sleep 5'",
      "KIOSK_START='touch /run/start-kiosk'",
      '',
    ].join('\n'),
  );
  const runUpdater = () => inside.run('root', 'sh /opt/morprom-kiosk/linux/apply-update.sh');

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    versions: [versionOf(current), versionOf(next)] as const,
    offerBroken: () => offer(broken),
    async isReady(): Promise<boolean> {
      return (
        (await until(async () => existsSync(data('ready/kiosk.deb.sig')) || undefined, READY_LIMIT_MS)) ===
        true
      );
    },
    /** What the updater says of a package with a byte too many; puts the right one back. */
    async applyAltered(): Promise<string> {
      const file = data('ready/kiosk.deb');
      const right = readFileSync(file);
      writeFileSync(file, Buffer.concat([right, Buffer.of(0)]));
      const told = await runUpdater();
      writeFileSync(file, right);
      return told;
    },
    /** Runs the updater; answers the kiosk it had started last. */
    async apply(): Promise<ChildProcess> {
      let started: ChildProcess | undefined;
      let ended = false;
      const run = runUpdater().then((told) => {
        ended = true;
        console.log(told.trim().replace(/^/gm, '       | '));
      });
      await until(
        async () => {
          if (existsSync(startRequest)) {
            rmSync(startRequest);
            started = start();
          }
          return ended || undefined;
        },
        6 * START_LIMIT_S * 1000,
      );
      await run;
      if (!started) throw new Error('the updater did not start the kiosk');
      return started;
    },
    installed: async () => /^Version: (.+)$/m.exec(await inside.run('root', 'dpkg -s morprom-kiosk'))?.[1],
    failed: () => (existsSync(data('failed')) ? readFileSync(data('failed'), 'utf8').trim() : ''),
  };
}

function versionOf(deb: string): string {
  return VERSION.exec(path.basename(deb))?.[1] ?? '';
}
