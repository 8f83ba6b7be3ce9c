import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ElectronRuntime, inProject, SetupError } from '../setup/index.ts';
import { shippedPackages } from './lockfile.ts';
import { type Component, makeSbom } from './sbom.ts';

/** Licences under which a part may be shipped: each allows it, given its text goes along (`licence-texts.ts`). */
const ALLOWED = new Set([
  'MIT',
  'ISC',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'OFL-1.1',
  '0BSD',
  'Zlib',
  'BlueOak-1.0.0',
  'Python-2.0',
]);

/**
 * Writes what the kiosk and the centre are made of: `sbom.cdx.json` (CycloneDX) and `licences.txt`.
 * @returns both files
 * @throws SetupError when a part has a licence that nobody has agreed to
 */
export async function writeSupplyPapers(out: string, runtime: ElectronRuntime): Promise<string[]> {
  const lockfile = JSON.parse(readFileSync(inProject('package-lock.json'), 'utf8'));
  const sbom = await makeSbom(shippedPackages(lockfile), runtime);
  const { components } = sbom;
  const refused = refusedLicences(components);
  if (refused.length > 0)
    throw new SetupError(
      `licences nobody has agreed to: ${refused.join(', ')}`,
      'Take another package, or add the licence in native/package/supply.ts.',
    );
  const lines = components.map((part) => `${licencesOf(part).join(' AND ')}\t${part.name}@${part.version}`);
  const papers = {
    'sbom.cdx.json': `${JSON.stringify(sbom, null, 2)}\n`,
    'licences.txt': `${lines.sort().join('\n')}\n`,
  };
  return Object.entries(papers).map(([name, text]) => {
    const file = join(out, name);
    writeFileSync(file, text);
    return file;
  });
}

/** Parts whose licence is unknown or not agreed to, each as `NAME@VERSION LICENCE`. */
export function refusedLicences(components: readonly Component[]): string[] {
  return components.flatMap((part) => {
    const licences = licencesOf(part);
    const fine = licences.length > 0 && licences.every(isAgreedTo);
    return fine ? [] : [`${part.name}@${part.version} ${licences.join(' ') || 'without licence'}`];
  });
}

/** Of several that may be chosen from, one that is agreed to is enough. */
const isAgreedTo = (licence: string): boolean => licence.split(' OR ').some((choice) => ALLOWED.has(choice));

/** All that have to be kept together: `(MIT AND Zlib)` is two, `(MIT OR CC0-1.0)` is one with a choice. */
function licencesOf({ licenses = [] }: Component): string[] {
  return licenses.flatMap(({ expression, license }) =>
    expression ? expression.replace(/[()]/g, '').split(' AND ') : [license?.id ?? license?.name ?? 'unknown'],
  );
}
