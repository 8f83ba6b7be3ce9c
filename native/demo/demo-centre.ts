import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { demoFacility, demoStaff, type RunningCentre, startCentre } from '../../central/index.ts';
import policy from '../../resources/policy/2026-1.json' with { type: 'json' };

export type DemoCentre = {
  centre: RunningCentre;
  /** Provisioning file of the demonstration kiosk, made at the first start. */
  provisioning: string;
};

/** The centre with a demonstration facility, its data below `directory`; `DATABASE_URL` names another database. */
export async function startDemoCentre(directory: string, port: number): Promise<DemoCentre> {
  await mkdir(directory, { recursive: true });
  const centre = await startCentre({
    directory: path.join(directory, 'centre'),
    port,
    databaseUrl: process.env.DATABASE_URL,
  });
  const provisioning = path.join(directory, 'provisioning.json');
  if (!existsSync(provisioning)) await provisionDemoKiosk(centre, 'เครื่องสาธิต 1', provisioning);
  return { centre, provisioning };
}

/** Makes the provisioning file of one more kiosk of the demonstration facility. */
export async function provisionDemoKiosk(
  centre: RunningCentre,
  deviceName: string,
  target: string,
): Promise<void> {
  const { file } = await centre.provisionDevice({
    facility: demoFacility,
    deviceName,
    staff: await demoStaff(randomBytes),
    policyVersion: policy.version,
    training: false,
  });
  await writeFile(target, file, { mode: 0o600 });
}
