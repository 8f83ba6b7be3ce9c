import {
  COMMANDS,
  type CommandName,
  type ErrorReport,
  invalidProvisioning,
  KioskError,
  type KioskStatus,
  readSetUpCode,
  reportError,
  type SetUpInput,
} from '../contract/index.ts';
import type { Handlers } from './bridge.ts';
import { fetchSetUpFile } from './centre/index.ts';
import { keptProvisioning, type Provisioned, provisionKiosk, readProvisioningFile } from './device/index.ts';
import type { Kiosk } from './kiosk.ts';
import type { Logger } from './log.ts';
import { type Launch, PROVISIONING_FOLDERS } from './shell/index.ts';
import { kioskStatus } from './status.ts';
import type { Vault } from './vault/index.ts';

/** This machine belongs to no facility yet: somebody has to set it up. */
export class SetUpNeeded extends Error {
  /** What was wrong with the file that lay there; null when there was none. */
  readonly reason: ErrorReport | null;

  constructor(reason: ErrorReport | null) {
    super('the kiosk is not provisioned');
    this.reason = reason;
  }
}

/**
 * The provisioning of this kiosk. @param fileText what somebody has just brought; null at a start
 * @throws SetUpNeeded when it has none; KioskError PROVISIONING_INVALID when it has one that this program can't follow
 */
export async function provisioningOf(parts: {
  vault: Pick<Vault, 'settings'>;
  launch: Pick<Launch, 'provisioning'>;
  isPackaged: boolean;
  fileText: string | null;
  policyVersions: readonly string[];
  log: Pick<Logger, 'warn'>;
  now: Date;
}): Promise<Provisioned> {
  const { vault, launch, isPackaged, log, ...options } = parts;
  const { settings } = vault;
  const folders = isPackaged ? PROVISIONING_FOLDERS : [];
  const wasProvisioned = keptProvisioning(settings) !== null;
  try {
    const found = await provisionKiosk({ ...options, settings, file: launch.provisioning, folders });
    if (!found) throw new SetUpNeeded(null);
    if (found.ignored) log.warn(found.ignored, 'the provisioning file that was named was not taken');
    return found;
  } catch (fault) {
    if (wasProvisioned || fault instanceof SetUpNeeded || !(fault instanceof KioskError)) throw fault;
    throw new SetUpNeeded(reportError(fault));
  }
}

/**
 * A kiosk that does nothing but wait to be set up: by a file, or by a code that is typed.
 * @param take sets the kiosk up with the text of a provisioning file
 */
export function createSetUp(options: {
  reason: ErrorReport | null;
  version: string;
  take(fileText: string): Promise<void>;
  chooseFile(): Promise<string | null>;
  diagnose: Kiosk['diagnose'];
  pageFailed(fault: string): void;
  now(): Date;
}): Kiosk {
  const { reason, version, take, chooseFile, diagnose, pageFailed, now } = options;
  const notYet = (): never => {
    throw new KioskError('DEVICE_UNKNOWN');
  };
  const nothing = Object.fromEntries(
    (Object.keys(COMMANDS) as CommandName[]).map((name) => [name, notYet]),
  ) as unknown as Handlers;

  async function setUp(input: SetUpInput): Promise<{ taken: boolean }> {
    const fileText = input.from === 'code' ? await fileByCode(input) : await fileByHand();
    if (fileText === null) return { taken: false };
    await take(fileText).catch((fault: unknown) => {
      throw fault instanceof SetUpNeeded ? asKioskError(fault.reason) : fault;
    });
    return { taken: true };
  }

  async function fileByHand(): Promise<string | null> {
    const file = await chooseFile();
    return file === null ? null : readProvisioningFile(file);
  }

  function fileByCode({ centreUrl, code }: Extract<SetUpInput, { from: 'code' }>): Promise<string> {
    const letters = readSetUpCode(code);
    if (letters === null) throw invalidProvisioning('not-a-code');
    return fetchSetUpFile({ centreUrl, letters, fetch, now: now() });
  }

  return {
    handlers: {
      ...nothing,
      getVisit: () => ({ step: 'idle' }),
      getStatus: (_, surface) => ({ ...statusBefore(version), surface, setUp: { reason } }),
      keepComfort: () => {},
      tellFailure: ({ fault }) => pageFailed(fault),
      setUp,
    },
    onChange: () => {},
    backUp: async () => notYet(),
    diagnose,
    noteStarted: () => {},
    stop: async () => {},
  };
}

const asKioskError = (reason: ErrorReport | null): KioskError =>
  reason ? new KioskError(reason.code, reason.details) : new KioskError('DEVICE_UNKNOWN');

const statusBefore = (version: string): KioskStatus =>
  kioskStatus({
    device: () => ({ facility: null, deviceName: null, deviceId: null }),
    reader: () => ({ state: 'missing', name: null }),
    centre: () => ({ state: 'unregistered', lastSyncAt: null, error: null }),
    outbox: () => ({ waiting: 0, parked: 0, oldestAt: null, warning: null, frozen: null }),
    operator: () => null,
    choosingPin: () => null,
    camera: { chosen: null, refused: [], allowed: null },
    ...{ simulatedCamera: false, locked: [], training: false, policyVersion: '', version, ignoredFile: null },
  });
