/**
 * `npm run package`: the unpacked program and the Debian package, with what an administrator checks them by; with `--win`, `--mac`
 * or `--appimage` the installers for that system instead. `--without-audit` packs what nobody could ask about, `--twice` builds it all
 * once more and compares.
 */
import { mkdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { electronRuntime, inProject } from '../setup/index.ts';
import { auditShipped, passAudit } from './audit.ts';
import { buildInstallers, installersAskedFor } from './build-installers.ts';
import { buildAgain, sha256 } from './build-twice.ts';
import { makeDeb } from './make-deb.ts';
import { packageApp } from './package-app.ts';
import { writeSupplyPapers } from './supply.ts';
import { treeHash } from './tree-hash.ts';

const WITHOUT_AUDIT = '--without-audit';
const TWICE = '--twice';

const args = process.argv.slice(2);
const asked = installersAskedFor(args.filter((argument) => ![WITHOUT_AUDIT, TWICE].includes(argument)));
// Folders are made as readable by all as the package needs them, whatever the builder's habit.
process.umask(0o022);
const out = inProject('out', 'package');
mkdirSync(out, { recursive: true });
// First what may refuse a package: none is made that could be handed out all the same.
const papers = await writeSupplyPapers(out, electronRuntime());
const audit = passAudit(
  await auditShipped(new Date().toISOString().slice(0, 10)),
  args.includes(WITHOUT_AUDIT),
);
for (const kind of asked) for (const file of await buildInstallers(kind, out)) tellOf(file);
if (asked.length === 0) await packDebian();
console.log(`papers   ${papers.map((file) => basename(file)).join(', ')}`);
for (const line of audit) console.log(`audit    ${line}`);

async function packDebian(): Promise<void> {
  const app = await packageApp(out);
  const { version }: { version: string } = JSON.parse(readFileSync(inProject('package.json'), 'utf8'));
  const deb = await makeDeb(app, out, version);
  console.log(`program  ${app.folder}  sha256 of all files ${treeHash(app.folder)}`);
  tellOf(deb);
  if (args.includes(TWICE)) {
    const different = await buildAgain({ folder: app.folder, deb }, version);
    for (const file of different) console.log(`differs  ${file}`);
    if (different.length > 0) process.exitCode = 1;
    else console.log('twice    built again from the sources, in another folder: the same, byte by byte');
  }
  if (!app.official)
    console.log(
      'This runtime is a stand-in to try the package with. Never hand it out; see docs/it/install.md.',
    );
}

function tellOf(file: string): void {
  console.log(`package  ${basename(file)}  sha256 ${sha256(file)}`);
}
