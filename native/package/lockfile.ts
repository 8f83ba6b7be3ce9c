type Lockfile = {
  packages: Record<
    string,
    { version?: string; integrity?: string; link?: boolean; dev?: boolean; devOptional?: boolean }
  >;
};

/** Prebuilt addons for other systems that could not be fetched where the lockfile was made; see docs/decisions.md. */
const KNOWN_WITHOUT = /^node_modules\/@pcsc-mini\//;

/** Packages of a lockfile that npm would take without comparing a hash. */
export function withoutIntegrity({ packages }: Lockfile): string[] {
  return Object.entries(packages)
    .filter(([path, { integrity, link }]) => path !== '' && !link && !integrity?.startsWith('sha512-'))
    .map(([path]) => path)
    .filter((path) => !KNOWN_WITHOUT.test(path));
}

/** A tool of development to npm; the runtime that it brings is packed, too. */
const RUNTIME = 'node_modules/electron';

/** A package by where the lockfile puts it, such as `node_modules/a/node_modules/b`. */
export type ShippedPackage = { folder: string; name: string; version: string };

/**
 * The packages of a lockfile that the kiosk and the centre are made of, Electron among them. Not asked of npm: its own
 * `--omit dev` leaves out what a tool of development needs as well (npm 11 said nothing of jose and zod).
 */
export function shippedPackages({ packages }: Lockfile): ShippedPackage[] {
  return Object.entries(packages)
    .filter(([folder, { dev, devOptional }]) => folder === RUNTIME || (folder !== '' && !dev && !devOptional))
    .map(([folder, { version = '' }]) => ({
      folder,
      name: folder.slice(folder.lastIndexOf('node_modules/') + 'node_modules/'.length),
      version,
    }));
}
