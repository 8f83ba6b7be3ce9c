import { randomInt, randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Session } from 'electron';
import {
  type ErrorReport,
  type Events,
  KioskError,
  policySchema,
  type StaffView,
} from '../contract/index.ts';
import { createAudit } from './audit/index.ts';
import type { Handlers } from './bridge.ts';
import { createCardReader } from './card/index.ts';
import { visitEventOf } from './card-events.ts';
import { createCentreClient } from './centre/index.ts';
import { createCentreLink } from './centre-link.ts';
import { createDevice, openProvisioning } from './device/index.ts';
import { createEnrollment, type Ports } from './enrollment/index.ts';
import { createEngineWindow, createFaceService } from './face/index.ts';
import { createHandlers } from './handlers.ts';
import type { Logger } from './log.ts';
import { createOutbox, createReceiptVerifier } from './outbox/index.ts';
import { createKeyStore, type Launch, type Places, SCHEME, spawnPcscHost } from './shell/index.ts';
import { createStaff } from './staff/index.ts';
import { kioskStatus } from './status.ts';
import {
  createTokenRegister,
  dpopProof,
  issueProvisionalToken,
  openDeviceKey,
  pairwisePseudonym,
  sealRecord,
  transactionCode,
} from './token/index.ts';
import { openVault } from './vault/index.ts';

export type KioskOptions = {
  launch: Launch;
  places: Places;
  /** The face engine's own session. */
  engineSession: Session;
  isPackaged: boolean;
  version: string;
  simulatedCamera: boolean;
  log: Logger;
};

export type Kiosk = {
  handlers: Handlers;
  onChange(listener: <Name extends keyof Events>(event: Name, payload: Events[Name]) => void): void;
  stop(): Promise<void>;
};

/** Before that a reader that is not there yet is no problem: the service is still naming them. */
const READER_GRACE_MS = 3000;
const POLICY = path.join('policy', '2026-1.json');

/**
 * The one place where the rooms meet: every service is made here and handed what it needs.
 * @throws KioskError VAULT_LOCKED, PROVISIONING_INVALID, DEVICE_UNKNOWN
 */
export async function assembleKiosk(options: KioskOptions): Promise<Kiosk> {
  const { launch, places, isPackaged, log } = options;
  const now = () => new Date();
  const keyStore = createKeyStore(isPackaged);
  const vault = openVault({
    file: path.join(launch.profile, 'vault', 'kiosk.db'),
    keyStore,
    nativeBinding: places.sqliteBinding,
    now,
  });
  const policy = policySchema.parse(JSON.parse(await readFile(path.join(places.resources, POLICY), 'utf8')));
  const audit = createAudit({ db: vault.db, now });
  const staff = createStaff({ db: vault.db, audit: audit.append });
  const tokens = createTokenRegister(vault.db);
  const key = await openDeviceKey({ settings: vault.settings, keeper: `vault (${keyStore.keeper})`, now });
  const fileText = launch.provisioning ? await readFile(launch.provisioning, 'utf8') : null;
  const provisioning = await openProvisioning({ settings: vault.settings, fileText, now: now() });
  if (!provisioning) throw new KioskError('DEVICE_UNKNOWN');
  staff.adopt(provisioning.staff);
  const { centre } = provisioning;
  let operator: StaffView | null = null;
  let tell: Parameters<Kiosk['onChange']>[0] = () => {};

  const client = createCentreClient({
    url: centre.url,
    sign: (method, url) => dpopProof({ key, method, url, now: now(), jti: randomUUID() }),
    fetch,
    now,
  });
  const device = createDevice({
    settings: vault.settings,
    provisioning,
    deviceId: key.thumbprint,
    publicKey: key.publicJwk,
    software: `kiosk ${options.version}`,
    registerDevice: client.registerDevice,
    audit: audit.append,
    now,
  });
  const { deviceId } = device;
  const link = createCentreLink({
    isRegistered: device.isRegistered,
    register: device.register,
    fetchReport: client.deviceReport,
    onChange: showStatus,
    onOnline: sendNow,
    now,
  });
  const outbox = createOutbox({
    db: vault.db,
    deliver: client.putRecord,
    verifyReceipt: createReceiptVerifier({ signingKeys: centre.signingKeys, deviceId }),
    policy: policy.outbox,
    audit: audit.append,
    now,
    random: Math.random,
    onChange: showStatus,
    log: (event, fields) => log.info(fields, event),
  });

  const engine = createEngineWindow({
    session: options.engineSession,
    pageUrl: `${SCHEME}://engine/index.html`,
    preload: path.join(places.dist, 'electron', 'face-engine-preload.cjs'),
    onFault: (cause) => log.warn({ cause }, 'the face engine was restarted'),
  });
  const ports: Ports = {
    face: createFaceService({ engine, policy, random: secureRandom, now }),
    token: {
      issue: ({ subject, ...level }) =>
        issueProvisionalToken({
          key,
          deviceId,
          facility: device.facility().hcode,
          pseudonym: subject,
          validDays: policy.token.validDays,
          now: now(),
          randomId: randomUUID,
          ...level,
        }),
      pseudonym: (cid) => pairwisePseudonym(Buffer.from(provisioning.pseudonymKey, 'base64'), cid),
      transactionCode: () => transactionCode(policy.token.codeDigits, randomInt),
      seal: (record) => sealRecord({ record, sealingKey: centre.sealingKey, deviceKey: key, deviceId }),
    },
    commit: ({ sealed, token, audit: entry }) =>
      vault.transaction(() => {
        outbox.enqueue(sealed);
        tokens.add({ ...token, recordId: sealed.recordId });
        audit.append({ ...entry, actor: actor() });
      }),
    audit: (entry) => audit.append({ ...entry, actor: actor() }),
    device: () => ({ deviceId, hcode: device.facility().hcode }),
    operator: () => operator ?? { id: 'nobody', name: '' },
    obstacle,
    now,
    newId: randomUUID,
  };
  const enrollment = createEnrollment({
    policy,
    ports,
    onView: (view) => tell('visit', view),
    onFault: (fault) => log.warn({ fault: codeOf(fault) }, 'a step of the visit failed'),
  });
  const reader = createCardReader({
    spawnHost: () => spawnPcscHost(path.join(places.dist, 'electron', 'pcsc-host.js')),
    onTrouble: (fault) => log.info({ fault: codeOf(fault) }, 'reading the card failed'),
  });
  reader.onEvent((event) => {
    enrollment.dispatch(visitEventOf(event));
    if (event.type === 'reader') showStatus();
  });

  const readerGrace = setTimeout(() => {
    if (reader.state.state === 'missing')
      enrollment.dispatch(visitEventOf({ type: 'reader', ...reader.state }));
  }, READER_GRACE_MS);

  function sendNow(): void {
    outbox.sendNow().catch((fault) => log.error({ fault: codeOf(fault) }, 'the outbox failed'));
  }

  function actor(): string {
    return operator?.id ?? 'kiosk';
  }

  function obstacle(): ErrorReport | null {
    if (!operator) return { code: 'SIGN_IN_REQUIRED' };
    if (link.state().state === 'revoked') return { code: 'DEVICE_REVOKED' };
    const { frozen, waiting } = outbox.status();
    return frozen ? { code: 'OUTBOX_FROZEN', details: { n: waiting } } : null;
  }

  function status() {
    return kioskStatus({
      device: () => ({ facility: device.facility(), deviceName: device.deviceName(), deviceId }),
      reader: () => reader.state,
      centre: link.state,
      outbox: outbox.status,
      operator: () => operator,
      simulatedCamera: options.simulatedCamera,
      training: provisioning?.training ?? false,
      policyVersion: policy.version,
      version: options.version,
    });
  }

  function showStatus(): void {
    tell('status', status());
  }

  const handlers = createHandlers({
    enrollment,
    status,
    listStaff: staff.list,
    async signIn(staffId, pin) {
      operator = await staff.signIn(staffId, pin);
      showStatus();
      reader.readAgain();
      return operator;
    },
    signOut() {
      enrollment.dispatch({ type: 'cancelled' });
      operator = null;
      showStatus();
    },
    sendNow,
    async loadReport() {
      await link.refresh();
      return { ...link.report(), error: link.state().error, outbox: outbox.status() };
    },
    recordState: outbox.stateOf,
    receipt: outbox.receiptOf,
  });

  link.start();
  outbox.start();
  void engine.start().catch((fault) => log.warn({ fault: codeOf(fault) }, 'the face engine did not start'));

  return {
    handlers,
    onChange: (listener) => {
      tell = listener;
    },
    async stop() {
      clearTimeout(readerGrace);
      await reader.stop();
      enrollment.stop();
      link.stop();
      engine.stop();
      await outbox.stop();
      vault.close();
    },
  };
}

/** Uniform in [0, 1), unpredictable: nobody can guess the next challenge. */
const secureRandom = (): number => randomInt(2 ** 47) / 2 ** 47;

/** What the log may know of a fault: its code or kind, never a message that could quote a card. */
function codeOf(fault: unknown): string {
  if (fault instanceof KioskError) return fault.code;
  return fault instanceof Error ? fault.name : 'unknown';
}
