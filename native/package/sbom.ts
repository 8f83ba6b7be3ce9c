import models from '../../resources/face/models.json' with { type: 'json' };
import { type ElectronRuntime, npm, projectDir, runProgram } from '../setup/index.ts';
import type { ShippedPackage } from './lockfile.ts';

type License = { expression?: string; license?: { id?: string; name?: string } };
type Property = { name: string; value: string };

/** As much of a CycloneDX component as is looked at or made here. */
export type Component = {
  type?: string;
  'bom-ref'?: string;
  name: string;
  version: string;
  description?: string;
  purl?: string;
  hashes?: { alg: string; content: string }[];
  licenses?: License[];
  properties?: Property[];
  pedigree?: { ancestors: { type: string; name: string; version: string; purl: string }[] };
  components?: Component[];
};

type Sbom = {
  metadata: { component: { name: string; 'bom-ref': string } };
  components: Component[];
  dependencies: { ref: string; dependsOn: string[] }[];
};

/** What of Electron's own parts advisories are written about. */
const PARTS: Readonly<Record<string, string>> = { chrome: 'chromium', node: 'node', v8: 'v8' };

/**
 * What the kiosk and the centre are made of, as CycloneDX: by npm from the lockfile, the same on every machine; the runtime
 * with its parts, and the face models, which npm does not know of.
 */
export async function makeSbom(
  shipped: readonly ShippedPackage[],
  runtime: Pick<ElectronRuntime, 'path' | 'version' | 'official'>,
): Promise<Sbom> {
  // With NODE_ENV=production, which a build leaves behind, npm would leave out what a tool of the developers needs as well.
  const options = [
    '--sbom-format',
    'cyclonedx',
    '--sbom-type',
    'application',
    '--package-lock-only',
    '--include=dev',
  ];
  const all: Sbom = JSON.parse(await npm(['sbom', ...options], { cwd: projectDir }));
  const packages = new Set(shipped.map(({ name, version }) => `${name}@${version}`));
  const electron = await describeRuntime(runtime);
  const added = [electron, ...Object.values(models).map(describeModel)];
  const components = [
    ...all.components.filter(
      (part) => part.name !== 'electron' && packages.has(`${part.name}@${part.version}`),
    ),
    ...added,
  ];
  const known = new Set(components.map((part) => part['bom-ref']));
  const { 'bom-ref': root } = all.metadata.component;
  all.metadata.component.name = 'morprom-kiosk';
  return {
    ...all,
    components,
    dependencies: all.dependencies
      .filter(({ ref }) => ref === root || known.has(ref))
      .map(({ ref, dependsOn }) => ({
        ref,
        dependsOn: [
          ...dependsOn.filter((on) => known.has(on)),
          ...(ref === root ? added.map((part) => part['bom-ref'] ?? '') : []),
        ],
      })),
  };
}

/** @param runtime the stock one: the packed executable does not run as plain Node any more */
async function describeRuntime({
  path,
  version,
  official,
}: Pick<ElectronRuntime, 'path' | 'version' | 'official'>) {
  const script = 'JSON.stringify(process.versions)';
  const asNode = { env: { ELECTRON_RUN_AS_NODE: '1' } };
  const versions: Record<string, string> = JSON.parse(await runProgram(path, ['-p', script], asNode));
  return {
    type: 'framework',
    'bom-ref': `electron@${version}`,
    name: 'electron',
    version,
    description: 'The licences of all that is in it are in LICENSES.chromium.html beside the program.',
    ...(official && { purl: `pkg:npm/electron@${version}` }),
    licenses: [{ license: { id: 'MIT' } }],
    properties: [{ name: 'morprom:runtime', value: official ? 'official' : 'stand-in, never handed out' }],
    components: Object.entries(PARTS).map(([key, name]) => ({
      type: 'library',
      name,
      version: versions[key] ?? 'unknown',
    })),
  } satisfies Component;
}

type Model = (typeof models)['landmarks' | 'comparison'];

function describeModel({ name, file, sha256, licence, credit, sources }: Model): Component {
  const [id = ''] = licence.split(' ');
  return {
    type: 'machine-learning-model',
    'bom-ref': name,
    name,
    // It has no version; another model is another file.
    version: sha256.slice(0, 12),
    description: `${file}, by ${credit}`,
    hashes: [{ alg: 'SHA-256', content: sha256 }],
    licenses: [{ license: { id } }],
    properties: [{ name: 'morprom:licence', value: licence }],
    pedigree: {
      ancestors: sources.map((source) => {
        const at = source.lastIndexOf('@');
        const [from, version] = [source.slice(0, at), source.slice(at + 1)];
        return {
          type: 'library',
          name: from,
          version,
          purl: `pkg:npm/${from.replace('@', '%40')}@${version}`,
        };
      }),
    },
  };
}
