/** `npm run package`: the unpacked program and the Debian package, with what an administrator checks them by. */
import { mkdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { electronRuntime, inProject } from '../setup/index.ts';
import { auditShipped, passAudit } from './audit.ts';
import { buildAgain, sha256 } from './build-twice.ts';
import { makeDeb } from './make-deb.ts';
import { packageApp } from './package-app.ts';
import { writeSupplyPapers } from './supply.ts';
import { treeHash } from './tree-hash.ts';

const flag = { type: 'boolean', default: false } as const;
const { values } = parseArgs({ options: { 'without-audit': flag, twice: flag } });
// Folders are made as readable by all as the package needs them, whatever the builder's habit.
process.umask(0o022);
const out = inProject('out', 'package');
mkdirSync(out, { recursive: true });
// First what may refuse a package: none is made that could be handed out all the same.
const papers = await writeSupplyPapers(out, electronRuntime());
const audit = passAudit(await auditShipped(new Date().toISOString().slice(0, 10)), values['without-audit']);
const app = await packageApp(out);
const { version }: { version: string } = JSON.parse(readFileSync(inProject('package.json'), 'utf8'));
const deb = await makeDeb(app, out, version);
console.log(`program  ${app.folder}  sha256 of all files ${treeHash(app.folder)}`);
console.log(`package  ${basename(deb)}  sha256 ${sha256(deb)}`);
console.log(`papers   ${papers.map((file) => basename(file)).join(', ')}`);
for (const line of audit) console.log(`audit    ${line}`);
if (values.twice) {
  const different = await buildAgain({ folder: app.folder, deb }, version);
  for (const file of different) console.log(`differs  ${file}`);
  if (different.length > 0) process.exitCode = 1;
  else console.log('twice    built again from the sources, in another folder: the same, byte by byte');
}
if (!app.official)
  console.log(
    'This runtime is a stand-in to try the package with. Never hand it out; see docs/it/install.md.',
  );
