import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Display, runProgram, startXServer, type XServer } from '../../native/setup/index.ts';

/** An X server with two outputs. The second comes and goes as with a cable; at first only one is there. */
export type TwoDisplays = Display & { attachSecond(): Promise<void>; unplugSecond(): Promise<void> };

const [FIRST, SECOND] = ['DUMMY0', 'DUMMY1'];
const SIZE = '1280x800';

/** A graphics card without a screen (xf86-video-dummy), and no input devices: tests press in the page. */
const CONFIGURATION = `
Section "ServerFlags"
  Option "AutoAddDevices" "false"
  Option "AutoEnableDevices" "false"
  Option "DontVTSwitch" "true"
EndSection
Section "Device"
  Identifier "card"
  Driver "dummy"
  VideoRam 65536
EndSection
Section "Monitor"
  Identifier "monitor"
  HorizSync 5-1000
  VertRefresh 5-200
  Modeline "${SIZE}" 83.5 1280 1352 1480 1680 800 803 809 831
EndSection
Section "Screen"
  Identifier "screen"
  Device "card"
  Monitor "monitor"
  DefaultDepth 24
  SubSection "Display"
    Depth 24
    Modes "${SIZE}"
    Virtual 2560 800
  EndSubSection
EndSection
`;

export async function startTwoDisplays(server: XServer): Promise<TwoDisplays> {
  const folder = mkdtempSync(path.join(tmpdir(), 'two-displays-'));
  const configuration = path.join(folder, 'xorg.conf');
  writeFileSync(configuration, CONFIGURATION);
  const libraries = { LD_LIBRARY_PATH: server.libraries };
  // The machine's own console stays as it is.
  const alone = ['-novtswitch', '-sharevts', '-noreset', '-nolisten', 'tcp'];
  const log = path.join(folder, 'xorg.log');
  const display = await startXServer(
    server.program,
    ['-config', configuration, '-modulepath', server.modules, '-logfile', log, ...alone],
    new Error(`Xorg does not start; its log is ${log}`),
    libraries,
  );
  const xrandr = async (...args: string[]): Promise<void> => {
    await runProgram(server.xrandr, args, { env: { ...display.env, ...libraries } });
  };
  await xrandr('--addmode', SECOND, SIZE);
  const set = async (...how: string[]): Promise<void> => {
    await xrandr('--output', SECOND, ...how);
    // Looks at all outputs anew, as a driver does by itself when a cable is put in: programs are told then.
    await xrandr('--query');
  };
  return {
    ...display,
    attachSecond: () => set('--mode', SIZE, '--right-of', FIRST),
    unplugSecond: () => set('--off'),
    async stop() {
      await display.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
