import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { inCache, workFolder } from './paths.ts';
import { runProgram } from './run-program.ts';
import { messageOf, SetupError } from './setup-error.ts';
import { DEBIAN_TRIPLET, hasApt, isRoot } from './system-packages.ts';

/**
 * An X server with several outputs, for tests of a second display: the virtual one (Xvfb) has one only. It is unpacked beside the
 * system, not installed: that would bring parts of systemd anew. apt checks what it fetches by the distribution's signed hashes.
 */
const PACKAGES = ['xserver-xorg-core', 'xserver-xorg-video-dummy', 'x11-xserver-utils', 'libxcvt0'];

export type XServer = { program: string; modules: string; libraries: string; xrandr: string };

/** Null where there is none: without apt, or not as root, whom alone Xorg serves without a console of its own. */
export function xServer(): XServer | null {
  const root = inCache('xorg');
  const program = join(root, 'usr/lib/xorg/Xorg');
  if (!isRoot() || !existsSync(program)) return null;
  return {
    program,
    modules: join(root, 'usr/lib/xorg/modules'),
    libraries: join(root, 'usr/lib', DEBIAN_TRIPLET),
    xrandr: join(root, 'usr/bin/xrandr'),
  };
}

/** True as well where there can be none: the tests that want two displays are skipped there. */
export function isXServerReady(): boolean {
  return !hasApt() || !isRoot() || xServer() !== null;
}

export async function prepareXServer(log: (line: string) => void): Promise<void> {
  const work = workFolder('xorg');
  try {
    await runProgram('apt-get', ['update', '-qq']);
    log(`fetching ${PACKAGES.join(' ')}`);
    await runProgram('apt-get', ['download', '-qq', ...PACKAGES], { cwd: work });
    const root = join(work, 'root');
    for (const file of readdirSync(work)) await runProgram('dpkg', ['-x', join(work, file), root]);
    rmSync(inCache('xorg'), { recursive: true, force: true });
    renameSync(root, inCache('xorg'));
  } catch (cause) {
    throw new SetupError(
      `Debian's packages could not be fetched: ${messageOf(cause)}`,
      `Check the network, then try it by hand: apt-get download ${PACKAGES.join(' ')}`,
      { cause },
    );
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}
