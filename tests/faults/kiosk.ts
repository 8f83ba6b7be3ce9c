import { randomBytes, randomUUID } from 'node:crypto';
import { dirname, join } from 'node:path';
import { citizenId, makeRecord } from '../../central/testing/test-record.ts';
import { type EnrollmentRecord, KioskError, type Provisioning } from '../../contract/index.ts';
import { createAudit } from '../../electron/audit/index.ts';
import { createAuditReporter } from '../../electron/audit-report.ts';
import { createCentreClient, createDeviceSession } from '../../electron/centre/index.ts';
import { createCopyChain, openCentreKeys } from '../../electron/device/index.ts';
import {
  createOutbox,
  createReceiptVerifier,
  createSpareCopies,
  type OutboxOptions,
} from '../../electron/outbox/index.ts';
import { TEST_POLICY } from '../../electron/outbox/testing/test-policy.ts';
import {
  clientAssertion,
  dpopProof,
  issueProvisionalToken,
  openDeviceKeys,
  sealRecord,
} from '../../electron/token/index.ts';
import { openVault } from '../../electron/vault/index.ts';
import { createTestKeyStore } from '../../electron/vault/testing.ts';

export type KioskOptions = {
  /** The vault's file. */
  file: string;
  /** Of the key store that wraps the vault's key: the same for every process of one kiosk. */
  secret: Uint8Array;
  provisioning: Provisioning;
  now?: () => Date;
  fetch?: typeof fetch;
  timing?: OutboxOptions['timing'];
  onChange?: () => void;
  log?: OutboxOptions['log'];
  /** Told of an entry of the outbox once it is written, before the transaction ends. */
  onAudit?: OutboxOptions['audit'];
  timeoutMs?: number;
};

export type Kiosk = Awaited<ReturnType<typeof openKiosk>>;

/** The kiosk's services that carry a record to the centre, put together as `electron/assemble.ts` does, without windows. */
export async function openKiosk(options: KioskOptions) {
  const { file, secret, provisioning, fetch = globalThis.fetch, now = () => new Date() } = options;
  const vault = openVault({ file, keyStore: createTestKeyStore('test', secret), now });
  const keys = await openDeviceKeys({ settings: vault.settings, keeper: 'vault (test)', now });
  const { centre, facility, activationCode } = provisioning;
  const audit = createAudit({ db: vault.db, now });
  const chain = createCopyChain(vault.settings, () => randomBytes(12).toString('base64url'));
  const session = createDeviceSession({
    url: centre.url,
    sign: (request) => dpopProof({ ...request, key: keys.current(), now: now(), jti: randomUUID() }),
    assert: async () => {
      const identity = { key: keys.current(), audience: centre.url, now: now(), jti: randomUUID() };
      return {
        assertion: await clientAssertion({ ...identity, chain: chain.next() }),
        settle: chain.settle,
      };
    },
    fetch,
    now,
  });
  const client = createCentreClient({
    ...{ url: centre.url, session, fetch, now },
    ...(options.timeoutMs !== undefined && { timeoutMs: options.timeoutMs }),
  });
  const centreKeys = await openCentreKeys({
    settings: vault.settings,
    roots: centre.signingKeys,
    fetchKeys: client.centreKeys,
    audit: audit.append,
  });
  const outbox = createOutbox({
    db: vault.db,
    spares: createSpareCopies(join(dirname(file), 'spare')),
    deliver: client.putRecords,
    verifyReceipt: createReceiptVerifier({ keys: centreKeys, deviceId: keys.deviceId }),
    audit: (entry) => {
      audit.append(entry);
      options.onAudit?.(entry);
    },
    policy: TEST_POLICY,
    freeBytes: () => 1e9,
    steadyMs: () => performance.now(),
    now,
    random: Math.random,
    onChange: options.onChange ?? (() => {}),
    log: options.log ?? (() => {}),
    ...(options.timing && { timing: options.timing }),
  });

  /** A sealed record of an invented citizen, its pictures filled so that the content has about so many bytes. */
  async function makeSealed({ citizen, pictureBytes }: { citizen: number; pictureBytes: number }) {
    const token = await issueProvisionalToken({
      key: keys.current(),
      facility: facility.hcode,
      pseudonym: 'pseudonym',
      level: '2.1',
      levelPending: null,
      policyVersion: '2026-1',
      validDays: 90,
      now: now(),
      randomId: randomUUID,
    });
    const record = makeRecord({
      deviceId: keys.deviceId,
      hcode: facility.hcode,
      tokenJws: token.jws,
      cid: citizenId(citizen),
      createdAt: now(),
    });
    return sealRecord({
      record: withPictures(record, pictureBytes),
      sealingKey: centre.sealingKey,
      deviceKey: keys.current(),
    });
  }

  return {
    vault,
    audit,
    outbox,
    client,
    centreKeys,
    createAuditReporter: () => {
      const report = createAuditReporter({ audit, send: client.auditReport, onKnown: () => {}, now });
      return () => {
        const { waiting, oldestAt } = outbox.status();
        return report({ records: waiting, oldestAt });
      };
    },
    deviceId: keys.deviceId,
    makeSealed,
    register: () =>
      client.registerDevice({ activationCode, publicKey: keys.current().publicJwk, software: 'test' }),
    stop: async () => {
      await outbox.stop();
      vault.close();
    },
  };
}

function withPictures(record: EnrollmentRecord, pictureBytes: number): EnrollmentRecord {
  if (pictureBytes < 0) throw new KioskError('RECORD_NOT_SAVED', { field: 'evidence' });
  const half = randomBytes(Math.floor(pictureBytes / 2)).toString('base64');
  return { ...record, evidence: { ...record.evidence, reference: half, probe: half, keyFrames: [] } };
}
