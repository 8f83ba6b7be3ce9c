/** `npm run package`: the unpacked program and the Debian package, with what an administrator checks them by. */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { electronRuntime, inProject } from '../setup/index.ts';
import { auditShipped, passAudit } from './audit.ts';
import { makeDeb } from './make-deb.ts';
import { packageApp } from './package-app.ts';
import { writeSupplyPapers } from './supply.ts';
import { treeHash } from './tree-hash.ts';

const { values } = parseArgs({ options: { 'without-audit': { type: 'boolean', default: false } } });
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
if (!app.official)
  console.log(
    'This runtime is a stand-in to try the package with. Never hand it out; see docs/it/install.md.',
  );

function sha256(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}
