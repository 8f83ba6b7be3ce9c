import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createAudit } from './audit/index.ts';
import { testPolicy } from './enrollment/testing.ts';
import { createOutboxStore } from './outbox/index.ts';
import { sealedRecord } from './outbox/testing/sealed.ts';
import { purgeExpired, retentionClasses } from './retention.ts';
import { createTokenRegister } from './token/index.ts';
import { openTestVault, type TestVault } from './vault/testing.ts';

const DAY_MS = 86_400_000;
const START = Date.parse('2026-11-22T03:00:00Z');

let vault: TestVault;
let day: number;
const now = () => new Date(START + day * DAY_MS);

beforeEach(() => {
  day = 0;
  vault = openTestVault(now);
});
afterEach(() => vault.remove());

/** A kiosk with one record received, one waiting, one token and an audit log; `tend` is what upkeep does. */
function kiosk({ knownAtCentre = Number.MAX_SAFE_INTEGER } = {}) {
  const audit = createAudit({ db: vault.db, now });
  const outbox = createOutboxStore(vault.db);
  const tokens = createTokenRegister(vault.db);
  const [received, waiting] = [sealedRecord(now().toISOString()), sealedRecord(now().toISOString())];
  for (const sealed of [received, waiting]) outbox.add(sealed, now().toISOString());
  outbox.receive([{ recordId: received.recordId, receipt: 'r' }], now().toISOString(), () => {});
  const issuedAt = now().toISOString();
  const expiresAt = new Date(START + 90 * DAY_MS).toISOString();
  const { recordId } = received;
  tokens.add({ tokenId: 't-1', recordId, level: '2.1', issuedAt, expiresAt });
  for (const event of ['a', 'b', 'c'])
    audit.append({ actor: 'kiosk', event: `test.${event}`, subject: null, details: {} });
  const classes = retentionClasses({
    policy: testPolicy.retention,
    purgeStubs: outbox.purgeReceived,
    purgeTokens: tokens.purgeExpired,
    audit,
    auditKnownAtCentre: () => knownAtCentre,
  });
  return {
    audit,
    received,
    waiting,
    find: outbox.find,
    tokens,
    tend: () => purgeExpired({ classes, transaction: vault.transaction, audit, now: now() }),
  };
}

const purges = () =>
  vault.db
    .prepare<[], string>("SELECT details FROM audit WHERE event = 'retention.purged' ORDER BY seq")
    .pluck()
    .all()
    .map((details) => JSON.parse(details));

describe('retention by class of data', () => {
  const { stubDays, tokenDays, auditDays } = testPolicy.retention;

  it('keeps everything for its time, and writes nothing down where nothing was purged', () => {
    const { tend, find, received } = kiosk();
    day = stubDays - 1;
    tend();
    expect(find(received.recordId)?.state).toBe('received');
    expect(purges()).toEqual([]);
  });

  it('purges the stubs of received records, never one that waits, and says so in the audit log', () => {
    const { tend, find, received, waiting } = kiosk();
    day = stubDays + 1;
    tend();
    expect(find(received.recordId)).toBeNull();
    expect(find(waiting.recordId)?.state).toBe('queued');
    expect(purges()).toEqual([{ class: 'stubs', rows: 1, before: new Date(START + DAY_MS).toISOString() }]);
  });

  it('purges tokens so long after they expired', () => {
    const { tend, tokens, received } = kiosk();
    day = 90 + tokenDays - 1;
    tend();
    expect(tokens.ofRecord(received.recordId)?.tokenId).toBe('t-1');
    day = 90 + tokenDays + 1;
    tend();
    expect(tokens.ofRecord(received.recordId)).toBeNull();
    expect(purges()).toContainEqual(expect.objectContaining({ class: 'tokens', rows: 1 }));
  });

  it('purges the beginning of the audit log, and the chain of what is left holds', () => {
    const { tend, audit } = kiosk();
    day = auditDays + 1;
    audit.append({ actor: 'kiosk', event: 'test.later', subject: null, details: {} });
    tend();
    expect(vault.db.prepare("SELECT count(*) FROM audit WHERE event LIKE 'test.%'").pluck().get()).toBe(1);
    expect(purges()).toContainEqual(expect.objectContaining({ class: 'audit', rows: 3 }));
    expect(audit.verifyChain()).toEqual({ sound: true, head: audit.head() });
    expect(createAudit({ db: vault.reopen().db, now }).verifyChain()).toMatchObject({ sound: true });
  });

  it('purges nothing of the audit log that the centre has not heard of', () => {
    const { tend, audit } = kiosk({ knownAtCentre: 1 });
    day = auditDays + 1;
    tend();
    expect(audit.hashAt(2)).not.toBeNull();
    expect(purges()).toContainEqual(expect.objectContaining({ class: 'audit', rows: 1 }));
  });
});

describe('evidence', () => {
  it('is gone with the receipt, in the same transaction', () => {
    const { received, waiting } = kiosk();
    const kept = vault.db.prepare('SELECT record_id FROM outbox_envelopes').pluck().all();
    expect(kept).toEqual([waiting.recordId]);
    expect(kept).not.toContain(received.recordId);
  });
});
