import { existsSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Diagnosis, KioskError } from '../contract/index.ts';
import { createCardReader } from './card/index.ts';
import { lookAtKiosk } from './diagnosis/index.ts';
import { answerFile, awaitAnswer, sayFindings, statusOf, writeAnswer } from './diagnosis-answer.ts';
import { kioskProbes, type OpenedVault } from './diagnosis-probes.ts';
import { createKeyStore, type Launch, type Places, spawnPcscHost } from './shell/index.ts';
import { openVault } from './vault/index.ts';

export type DiagnosisOptions = { launch: Launch; places: Places; isPackaged: boolean; version: string };

/** The system's smart-card service names its readers within this time. */
const READER_GRACE_MS = 2000;

/**
 * `--diagnose`: looks at everything the kiosk needs, without a window, prints a line for each thing and writes the same to
 * a file that holds nothing personal.
 *
 * @param isAlone no kiosk is running; else that one has been asked, for it alone can look into its database
 * @returns exit status: 0 when all is good
 */
export async function runDiagnosis(options: DiagnosisOptions, isAlone: boolean): Promise<number> {
  const { profile } = options.launch;
  if (isAlone) await writeAnswer(profile, await lookWithoutKiosk(options));
  const diagnosis = await awaitAnswer(profile);
  if (!diagnosis) {
    console.log(`BAD   kiosk         ${NO_ANSWER}`);
    return 1;
  }
  console.log(`${sayFindings(diagnosis)}\n\nto hand on: ${answerFile(profile)}`);
  return statusOf(diagnosis);
}

const NO_ANSWER =
  'it runs and does not answer. Start it anew: systemctl --user restart morprom-kiosk.service\n' +
  `${' '.repeat(20)}โปรแกรมทำงานอยู่แต่ไม่ตอบ กรุณาเปิดใหม่: systemctl --user restart morprom-kiosk.service`;

/** Looks for itself: nobody has the database open. Also for a kiosk that waits to be set up. */
export async function lookWithoutKiosk(options: DiagnosisOptions): Promise<Diagnosis> {
  const opened = openExistingVault(options);
  try {
    const probes = kioskProbes({
      ...{ ...options, opened, ignored: null },
      reader: () => lookAtReader(options.places),
    });
    return await lookAtKiosk(probes, options.version);
  } finally {
    if ('vault' in opened) opened.vault.close();
  }
}

/** A diagnosis makes no vault: a kiosk that was never started has none. */
function openExistingVault({ launch, places, isPackaged }: DiagnosisOptions): OpenedVault {
  const file = path.join(launch.profile, 'vault', 'kiosk.db');
  try {
    if (!existsSync(file)) throw new KioskError('DEVICE_UNKNOWN');
    const keyStore = createKeyStore(isPackaged);
    const vault = openVault({ file, keyStore, nativeBinding: places.sqliteBinding, now: () => new Date() });
    return { vault, keeper: keyStore.keeper };
  } catch (fault) {
    return { fault };
  }
}

async function lookAtReader({ dist }: Places) {
  const hostEntry = path.join(dist, 'electron', 'pcsc-host.js');
  const reader = createCardReader({ spawnHost: () => spawnPcscHost(hostEntry) });
  await sleep(READER_GRACE_MS);
  const { state } = reader;
  await reader.stop();
  return state;
}
