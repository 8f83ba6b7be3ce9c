import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { powerSaveBlocker, type Session } from 'electron';
import { type ErrorReport, KioskError } from '../contract/index.ts';
import { createAudit } from './audit/index.ts';
import { createCameraChoice } from './camera-choice.ts';
import { createCentreLink } from './centre-link.ts';
import { openCentreSide } from './centre-side.ts';
import { type Managed, refuseProvisioning } from './device/index.ts';
import { lookAtKiosk } from './diagnosis/index.ts';
import { kioskProbes } from './diagnosis-probes.ts';
import { createDiagnosisHandlers } from './diagnosis-side.ts';
import { createDrive } from './drive.ts';
import { createEnrollment, type Ports } from './enrollment/index.ts';
import { createFaceService } from './face/index.ts';
import { openFaceEngine } from './face-side.ts';
import { withKeyTheCentreKnows } from './follow-up.ts';
import { freeBytesOf } from './free-bytes.ts';
import { createHandlers } from './handlers.ts';
import type { Kiosk } from './kiosk.ts';
import { codeOf, type Logger } from './log.ts';
import { createJournal } from './office/index.ts';
import { createOfficeHandlers } from './office-handlers.ts';
import { onVault, openKioskVault } from './open-kiosk-vault.ts';
import { createOutbox, createReceiptVerifier, createSpareCopies } from './outbox/index.ts';
import { findPolicies } from './policies.ts';
import { openReaderSide } from './reader-side.ts';
import { secureRandom } from './secure-random.ts';
import { provisioningOf } from './set-up-side.ts';
import { chooseFolder, createKeyStore, createLitScreen, type Launch, type Places } from './shell/index.ts';
import { mayBeSimulated } from './simulation.ts';
import { openSlipSide } from './slip-side.ts';
import { openStaffSide } from './staff-side.ts';
import { kioskStatus } from './status.ts';
import { createCallBackList, createTokenRegister, openDeviceKeys } from './token/index.ts';
import { createTokenPort } from './token-port.ts';
import { followUpdates } from './updates.ts';
import { startUpkeep } from './upkeep.ts';
import type { Vault } from './vault/index.ts';

export type KioskOptions = {
  launch: Launch;
  places: Places;
  /** The pages' session, and the face engine's own. */
  pageSession: Session;
  engineSession: Session;
  isPackaged: boolean;
  version: string;
  simulatedCamera: boolean;
  /** Text of the provisioning file that somebody has just brought; null at a start. */
  fileText: string | null;
  /** The centre did not take this machine with its provisioning, which is forgotten: the kiosk has to be assembled anew. */
  onRefused(reason: ErrorReport): void;
  /** What IT has laid down; it wins over what was chosen here. */
  managed: Managed;
  pageFailed(fault: string): void;
  log: Logger;
};

const now = (): Date => new Date();

/**
 * The one place where the rooms meet: every service is made here and handed what it needs.
 * @throws KioskError VAULT_LOCKED, VAULT_RECOVERABLE, PROVISIONING_INVALID, SIMULATION_REFUSED; SetUpNeeded
 */
export async function assembleKiosk(options: KioskOptions): Promise<Kiosk> {
  const keyStore = createKeyStore(options.isPackaged);
  const file = path.join(options.launch.profile, 'vault', 'kiosk.db');
  const nativeBinding = options.places.sqliteBinding;
  const vault = await openKioskVault({ file, keyStore, nativeBinding, now }, options.launch.recovery);
  return onVault(vault, () => assembleOn({ vault, file, keeper: keyStore.keeper }, options));
}

type Opened = { vault: Vault; file: string; keeper: string };

async function assembleOn(opened: Opened, options: KioskOptions): Promise<Kiosk> {
  const { vault, file, keeper } = opened;
  const { launch, places, isPackaged, managed, log, fileText, version } = options;
  const policies = await findPolicies(places.resources);
  const audit = createAudit({ db: vault.db, now });
  const tokens = createTokenRegister(vault.db);
  const callBacks = createCallBackList({ db: vault.db, now });
  const keys = await openDeviceKeys({ settings: vault.settings, keeper: `vault (${keeper})`, now });
  const { provisioning, ignored } = await provisioningOf({
    ...{ vault, launch, isPackaged, fileText, log },
    ...{ policyVersions: policies.versions, now: now() },
  });
  const policy = await policies.read(provisioning.policyVersion);
  const simulated = mayBeSimulated(isPackaged, provisioning.training);
  if (options.simulatedCamera && !simulated) throw new KioskError('SIMULATION_REFUSED');
  const { staff, roster, shift } = openStaffSide({ vault, audit, provisioning });
  const camera = createCameraChoice(vault.settings, managed, {
    refused: provisioning.training ? [] : policy.camera.virtualLabels,
    allowed: provisioning.allowedCameras ?? null,
  });
  let tell: Parameters<Kiosk['onChange']>[0] = () => {};
  const { client, device, signingKeys, followUp, auditKnownAtCentre } = await openCentreSide({
    ...{ vault, audit, keys, tokens, callBacks, provisioning, now },
    software: `kiosk ${version}`,
    uploadKilobits: policy.outbox.uploadKilobits,
  });
  const { deviceId } = device;
  const link = createCentreLink({
    isRegistered: device.isRegistered,
    register: device.register,
    fetchReport: () => withKeyTheCentreKnows(keys, () => client.deviceReport()),
    afterReport: () => {
      const { waiting, oldestAt } = outbox.status();
      return followUp({ records: waiting, oldestAt });
    },
    onChange: statusChanged,
    onOnline: sendNow,
    onRefused(reason) {
      refuseProvisioning(vault.settings, reason.details ?? {});
      options.onRefused(reason);
    },
    now,
  });
  const outbox = createOutbox({
    db: vault.db,
    spares: createSpareCopies(path.join(path.dirname(file), 'spare')),
    deliver: client.putRecords,
    verifyReceipt: createReceiptVerifier({ keys: signingKeys, deviceId }),
    policy: policy.outbox,
    audit: audit.append,
    freeBytes: () => freeBytesOf(launch.profile),
    now,
    steadyMs: () => performance.now(),
    random: Math.random,
    onChange: statusChanged,
    log: (event, fields) => log.info(fields, event),
  });

  const engine = openFaceEngine(options.engineSession, places, log);
  const ports: Ports = {
    face: createFaceService({ engine, policy, random: secureRandom, now }),
    token: createTokenPort({ keys, provisioning, policy, hcode: () => device.facility().hcode, now }),
    commit: ({ sealed, token, audit: entry }) =>
      vault.transaction(() => {
        outbox.enqueue(sealed);
        tokens.add({ ...token, recordId: sealed.recordId });
        audit.append({ ...entry, actor: shift.actor() });
      }),
    audit: (entry) => audit.append({ ...entry, actor: shift.actor() }),
    device: () => ({ deviceId, hcode: device.facility().hcode, training: provisioning.training }),
    operator: () => shift.operator() ?? { id: 'nobody', name: '' },
    readCard: () => reader.readAgain(),
    obstacle,
    now,
    newId: randomUUID,
  };
  const drive = createDrive({ outbox, vault, audit, chooseFolder, profile: launch.profile, now });
  const slips = openSlipSide({
    ...{ session: options.pageSession, launch, drive, log },
    visit: () => ({ view: enrollment.view(), last: enrollment.lastSummary() }),
    facility: device.facility,
    training: provisioning.training,
    tokenValidDays: policy.token.validDays,
    now,
  });
  const enrollment = createEnrollment({
    policy,
    ports,
    onView: (view) => {
      if (view.step !== 'done') void slips.forget();
      if (view.step !== 'idle') updates.noteVisit();
      tell('visit');
    },
    onFault: (fault) => log.warn({ fault: codeOf(fault) }, 'a step of the visit failed'),
  });
  const reader = openReaderSide({
    hostEntry: path.join(places.dist, 'electron', 'pcsc-host.js'),
    ...{ simulated, allowed: provisioning.allowedReaders },
    ...{ enrollment, showStatus, log },
  });

  function sendNow(): void {
    outbox.sendNow().catch((fault) => log.error({ fault: codeOf(fault) }, 'the outbox failed'));
  }

  function obstacle(): ErrorReport | null {
    if (!shift.operator()) return { code: 'SIGN_IN_REQUIRED' };
    if (link.state().state === 'revoked') return { code: 'DEVICE_REVOKED' };
    return outbox.obstacle();
  }

  function status() {
    return kioskStatus({
      device: () => ({ facility: device.facility(), deviceName: device.deviceName(), deviceId }),
      reader: () => reader.state,
      centre: link.state,
      outbox: outbox.status,
      ...{ operator: shift.operator, choosingPin: shift.choosingPin },
      simulatedCamera: options.simulatedCamera,
      camera: camera.view(),
      ...{ ignoredFile: ignored, locked: Object.keys(managed) },
      ...{ training: provisioning.training, policyVersion: policy.version, version },
    });
  }

  /** The centre, the outbox or a PIN that was chosen may have lifted what kept visits from starting. */
  function statusChanged(): void {
    showStatus();
    enrollment.dispatch({ type: 'obstacle-changed' });
  }

  const screen = createLitScreen(powerSaveBlocker);
  function showStatus(): void {
    screen.keep(shift.operator() !== null);
    tell('status');
  }

  const office = createOfficeHandlers({
    journal: createJournal({ db: vault.db, now }),
    callBacks,
    ...{ shift, staff, roster, outbox, link, audit, policy, drive, deviceId, now },
    ...{ deviceReport: client.deviceReport, facilityReport: client.facilityReport },
    ...{ facility: device.facility, deviceName: device.deviceName },
    staffChanged: showStatus,
    reportsFolder: launch.reports,
  });
  const probes = kioskProbes({
    ...{ launch, isPackaged, version, opened, ignored },
    reader: async () => reader.state,
    centreError: () => link.state().error,
  });
  const diagnosis = createDiagnosisHandlers({ probes, version, reader, shift, drive });
  const handlers = createHandlers({
    enrollment,
    status,
    async signIn(staffId, pin) {
      await link.known();
      const operator = await shift.signIn(staffId, pin);
      showStatus();
      reader.readAgain();
      return operator;
    },
    async choosePin(choice) {
      await shift.choosePin(choice);
      statusChanged();
    },
    checkSupervisor: shift.checkSupervisor,
    chooseCamera(label) {
      camera.choose(label);
      showStatus();
    },
    signOut() {
      enrollment.dispatch({ type: 'cancelled' });
      shift.signOut();
      showStatus();
    },
    slips,
    saveSlip: async (language) => slips.save(language, shift.requireOperator().id),
    sendNow() {
      sendNow();
      void link.refresh();
    },
    pageFailed: options.pageFailed,
    recordState: outbox.stateOf,
    tokenStatus: (recordId) => tokens.ofRecord(recordId)?.status ?? null,
    receipt: outbox.receiptOf,
  });

  link.start();
  outbox.start();
  const upkeep = startUpkeep({
    ...{ vault, audit, outbox, tokens, policy, auditKnownAtCentre, now, log },
    profile: launch.profile,
  });
  void engine.start().catch((fault) => log.warn({ fault: codeOf(fault) }, 'the face engine did not start'));

  const updates = followUpdates({
    ...{ managed, provisioning, isPackaged, signingKeys, now, log },
    profile: launch.profile,
    version,
  });

  return {
    handlers: { ...handlers, ...office, ...diagnosis },
    noteStarted: updates.noteStarted,
    onChange: (listener) => {
      tell = listener;
    },
    backUp: () => upkeep.backUp('it'),
    diagnose: () => lookAtKiosk(probes, version),
    async stop() {
      updates.stop();
      await reader.stop();
      enrollment.stop();
      await slips.forget();
      link.stop();
      upkeep.stop();
      engine.stop();
      await outbox.stop();
      vault.close();
    },
  };
}
