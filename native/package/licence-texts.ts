import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import models from '../../resources/face/models.json' with { type: 'json' };
import { inProject, SetupError } from '../setup/index.ts';
import { shippedPackages } from './lockfile.ts';

const TEXT_FILE = /^(licen[cs]e|copying|notice)/i;
const RULE = '='.repeat(80);

type Part = { name: string; text: string };

/**
 * The licence texts of all that is packed, and of the centre, for a file beside the program: most licences ask for it. Each
 * text is there once, below the names it is for. Electron brings the texts of its parts by itself.
 *
 * @throws SetupError for a package that brings no text, under a licence whose text is not in `standard-licences/`
 */
export function licenceTexts(): string {
  const lockfile = JSON.parse(readFileSync(inProject('package-lock.json'), 'utf8'));
  const packages = shippedPackages(lockfile)
    // Of addons there is one package for each system; only this one's is here, and packed.
    .filter(({ folder }) => existsSync(inProject(folder)))
    .map(({ folder, name, version }) => ({ name: `${name}@${version}`, text: textOf(folder) }));
  const modelParts = Object.values(models).map(({ name, credit, licence }) => ({
    name: `${name}, a model by ${credit}`,
    text: `${licence}\n\n${standardText(licence.split(' ')[0] ?? '', name)}`,
  }));
  const own = { name: 'Mor Prom Kiosk', text: readFileSync(inProject('LICENSE'), 'utf8').trim() };
  return joinTexts([own, ...packages, ...modelParts]);
}

/** @param folder of a package, below the project */
function textOf(folder: string): string {
  const texts = readdirSync(inProject(folder), { withFileTypes: true })
    .filter((entry) => entry.isFile() && TEXT_FILE.test(entry.name))
    .map(({ name }) => name)
    .sort()
    .map((name) => readFileSync(inProject(folder, name), 'utf8').trim());
  if (texts.length > 0) return texts.join('\n\n');
  const { name, license, author }: Manifest = JSON.parse(
    readFileSync(inProject(folder, 'package.json'), 'utf8'),
  );
  const who = (typeof author === 'string' ? author : author?.name) || `the authors of ${name}`;
  return `Copyright (c) ${who}\n\n${standardText(license ?? 'unknown', name)}`;
}

type Manifest = { name: string; license?: string; author?: string | { name: string } };

function standardText(licence: string, of: string): string {
  const file = join(import.meta.dirname, 'standard-licences', `${licence}.txt`);
  if (existsSync(file)) return readFileSync(file, 'utf8').trim();
  throw new SetupError(
    `${of} brings no licence text, and that of ${licence} is not here`,
    'Put it into native/package/standard-licences/.',
  );
}

function joinTexts(parts: readonly Part[]): string {
  const names = new Map<string, string[]>();
  for (const { name, text } of parts) names.set(text, [...(names.get(text) ?? []), name]);
  return [...names].map(([text, all]) => `${all.join('\n')}\n\n${text}\n`).join(`\n${RULE}\n\n`);
}
