import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import {
  demoFacility,
  demoStaff,
  type ProvisionOptions,
  type RunningCentre,
  setViewer,
  simulatedRegistrar,
  startCentre,
} from '../../central/index.ts';
import policy from '../../resources/policy/2026-1.json' with { type: 'json' };

export type DemoCentre = {
  centre: Promise<RunningCentre>;
  /**
   * Provisioning file of the demonstration kiosk. Made at the first start; from then on it is there at once, and
   * the kiosk need not wait for the centre.
   */
  provisioning: Promise<string>;
};

/** Starts the centre with a demonstration facility, its data below `directory`; `DATABASE_URL` names another database. */
export function startDemoCentre(directory: string, port: number): DemoCentre {
  const centre = startCentre({
    registrar: simulatedRegistrar(),
    directory: path.join(directory, 'centre'),
    port,
    databaseUrl: process.env.DATABASE_URL,
  });
  // Whoever awaits one of the two learns of a failure; the other must not end the process.
  centre.catch(() => {});
  return { centre, provisioning: provisioningOf(centre, path.join(directory, 'provisioning.json')) };
}

async function provisioningOf(centre: Promise<RunningCentre>, file: string): Promise<string> {
  if (!existsSync(file)) await provisionDemoKiosk(await centre, 'เครื่องสาธิต 1', file);
  return file;
}

/** Somebody of the ministry who may see the demonstration's report, with a new password at each start. */
export async function demoViewer({ db }: RunningCentre): Promise<{ name: string; password: string }> {
  const name = 'demo';
  const scope = { kind: 'ministry', place: '' } as const;
  return { name, password: await setViewer(db, { name, scope }, new Date()) };
}

/** Makes the provisioning file of one more kiosk of the demonstration facility. @returns its set-up code */
export async function provisionDemoKiosk(
  centre: RunningCentre,
  deviceName: string,
  target: string,
  allowed: Pick<ProvisionOptions, 'allowedReaders' | 'allowedCameras'> = {},
): Promise<string> {
  const { file, setUpCode } = await centre.provisionDevice({
    facility: demoFacility,
    deviceName,
    staff: await demoStaff(randomBytes),
    policyVersion: policy.version,
    training: false,
    ...allowed,
  });
  await writeFile(target, file, { mode: 0o600 });
  return setUpCode;
}
