import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createAudit } from '../audit/index.ts';
import { openVault } from '../vault/index.ts';
import { createTestKeyStore } from '../vault/testing.ts';
import { type Fault, type PeerCentre, startPeerCentre } from './testing/peer-centre.ts';

const DEVICE = 'device-1';
const RECORDS = 3;
const secret = randomBytes(32);

let folder: string;
let centre: PeerCentre;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kiosk-kill-'));
  centre = await startPeerCentre(DEVICE);
});
afterEach(async () => {
  await centre.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Starts a kiosk's outbox in a process of its own; `ended` gives its exit code, or its signal. */
function startKiosk(make: number) {
  const options = {
    file: join(folder, 'kiosk.db'),
    secret: secret.toString('base64'),
    url: centre.url,
    publicKey: centre.publicKey,
    deviceId: DEVICE,
    make,
  };
  const program = join(import.meta.dirname, 'testing', 'kiosk-process.ts');
  const child = spawn(process.execPath, [program, JSON.stringify(options)], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const ended = new Promise<number | string | null>((resolve) => {
    child.on('exit', (code, signal) => resolve(code ?? signal));
  });
  return { kill: () => child.kill('SIGKILL'), ended };
}

/** What lies in the vault once no process holds it. */
function vaultContent() {
  const now = () => new Date();
  const vault = openVault({
    file: join(folder, 'kiosk.db'),
    keyStore: createTestKeyStore('test', secret),
    now,
  });
  const count = (sql: string) => vault.db.prepare(sql).pluck().get();
  const content = {
    received: count("SELECT count(*) FROM outbox WHERE state = 'received'"),
    waiting: count("SELECT count(*) FROM outbox WHERE state <> 'received'"),
    envelopes: count('SELECT count(*) FROM outbox_envelopes'),
    audited: count("SELECT count(*) FROM audit WHERE event = 'record.received'"),
    chain: createAudit({ db: vault.db, now }).verifyChain().sound,
  };
  vault.close();
  return content;
}

describe('a kiosk killed with -9 in the middle of a delivery', () => {
  it.each<[string, 'before-storing' | 'after-storing']>([
    ['before the centre stored the record', 'before-storing'],
    ['after the centre stored it and before its answer', 'after-storing'],
  ])(
    'loses and doubles nothing: %s',
    async (_what, when) => {
      const reached = new Promise<void>((resolve) => {
        const hang: Fault = { kind: 'hang', when };
        centre.fault = () => {
          if (centre.requests.length !== 2) return undefined;
          setTimeout(resolve, 50);
          return hang;
        };
      });
      const first = startKiosk(RECORDS);
      await reached;
      first.kill();
      expect(await first.ended).toBe('SIGKILL');
      expect(vaultContent()).toMatchObject({ received: 1, waiting: 2, envelopes: 2, audited: 1 });

      centre.fault = () => undefined;
      expect(await startKiosk(0).ended).toBe(0);
      expect(vaultContent()).toEqual({
        received: RECORDS,
        waiting: 0,
        envelopes: 0,
        audited: RECORDS,
        chain: true,
      });
      expect([...centre.stored.values()].map(({ times }) => times)).toEqual([1, 1, 1]);
    },
    30_000,
  );
});
