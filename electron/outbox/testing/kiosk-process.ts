import { createAudit } from '../../audit/index.ts';
import { createCentreClient } from '../../centre/index.ts';
import { openVault } from '../../vault/index.ts';
import { createTestKeyStore } from '../../vault/testing.ts';
import { createOutbox, createReceiptVerifier, createSpareCopies } from '../index.ts';
import { sealedRecord } from './sealed.ts';
import { TEST_POLICY } from './test-policy.ts';

/**
 * A kiosk's outbox in a process of its own, to be killed: `node kiosk-process.ts JSON`. It makes the records
 * it is asked for, sends what waits, and ends when nothing waits any more.
 */
const { file, secret, url, publicKey, deviceId, make } = JSON.parse(process.argv[2] ?? '{}');
const now = () => new Date();

const vault = openVault({ file, keyStore: createTestKeyStore('test', Buffer.from(secret, 'base64')), now });
const audit = createAudit({ db: vault.db, now });
const outbox = createOutbox({
  db: vault.db,
  spares: createSpareCopies(`${file}.spare`),
  deliver: createCentreClient({
    url,
    session: { headers: async () => ({ dpop: 'proof' }), learn: () => false },
    fetch,
    now,
  }).putRecords,
  verifyReceipt: createReceiptVerifier({
    keys: { trusted: () => [publicKey], learn: async () => {} },
    deviceId,
  }),
  audit: audit.append,
  policy: TEST_POLICY,
  freeBytes: () => 1e9,
  steadyMs: () => performance.now(),
  now,
  random: Math.random,
  timing: { leaseMs: 60_000, baseMs: 5, maxMs: 50, haltMs: 1_000, watchMs: 1_000 },
  limits: { records: 1, bytes: 1 },
  onChange: () => {
    if (outbox.status().waiting > 0) return;
    outbox.stop().then(() => vault.close());
  },
  log: () => {},
});

vault.transaction(() => {
  for (let made = 0; made < make; made += 1) outbox.enqueue(sealedRecord());
});
outbox.start();
