type Lockfile = { packages: Record<string, { integrity?: string; link?: boolean }> };

/** Prebuilt addons for other systems that could not be fetched where the lockfile was made; see docs/decisions.md. */
const KNOWN_WITHOUT = /^node_modules\/@pcsc-mini\//;

/** Packages of a lockfile that npm would take without comparing a hash. */
export function withoutIntegrity({ packages }: Lockfile): string[] {
  return Object.entries(packages)
    .filter(([path, { integrity, link }]) => path !== '' && !link && !integrity?.startsWith('sha512-'))
    .map(([path]) => path)
    .filter((path) => !KNOWN_WITHOUT.test(path));
}
