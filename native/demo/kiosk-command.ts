import { electronExecutable, projectDir, sandboxSwitches } from '../setup/index.ts';

export type KioskCommand = { executable: string; args: string[]; cwd: string };

export type KioskOptions = {
  /** Folder of the kiosk's data: vault, keys, logs. */
  profile: string;
  /** Provisioning file for the first start; a machine that is still to be set up when left out. */
  provisioning?: string | undefined;
  /** Clip that plays as the camera (Motion JPEG); a real camera when left out. */
  camera?: string | undefined;
  /** Folder for a supervisor's reports; the user's documents when left out. */
  reports?: string | undefined;
};

/** How an unpackaged kiosk is started: a window program, its arguments and its folder. */
export function kioskCommand({ profile, provisioning, camera, reports }: KioskOptions): KioskCommand {
  const args = [projectDir, `--kiosk-profile=${profile}`];
  if (provisioning) args.push(`--kiosk-provisioning=${provisioning}`);
  if (reports) args.push(`--kiosk-reports=${reports}`);
  if (camera) args.push('--use-fake-device-for-media-stream', `--use-file-for-fake-video-capture=${camera}`);
  args.push(...sandboxSwitches());
  return { executable: electronExecutable(), args, cwd: projectDir };
}
