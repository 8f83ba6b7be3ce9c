/** `npm run package`: the unpacked program and the Debian package, with what an administrator checks them by. */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { inProject, SetupError } from '../setup/index.ts';
import { auditShipped } from './audit.ts';
import { makeDeb } from './make-deb.ts';
import { packageApp } from './package-app.ts';
import { writeSupplyPapers } from './supply.ts';
import { treeHash } from './tree-hash.ts';

// Folders are made as readable by all as the package needs them, whatever the builder's habit.
process.umask(0o022);
const out = inProject('out', 'package');
mkdirSync(out, { recursive: true });
const app = await packageApp(out);
const { version }: { version: string } = JSON.parse(readFileSync(inProject('package.json'), 'utf8'));
const deb = await makeDeb(app, out, version);
const papers = await writeSupplyPapers(out);
const audit = await auditShipped(new Date().toISOString().slice(0, 10));
console.log(`program  ${app.folder}  sha256 of all files ${treeHash(app.folder)}`);
console.log(`package  ${basename(deb)}  sha256 ${sha256(deb)}`);
console.log(`papers   ${papers.map((file) => basename(file)).join(', ')}`);
if (!audit.asked) console.log(`audit    COULD NOT ASK the registry (${audit.why}): nothing is known`);
else {
  for (const line of audit.excepted) console.log(`audit    excepted: ${line}`);
  if (audit.refused.length > 0)
    throw new SetupError(
      `known vulnerabilities: ${audit.refused.join('; ')}`,
      'Take a version without them, or add an exception with its reason in native/package/audit.ts.',
    );
  console.log('audit    the registry knows of nothing that is not excepted');
}
if (!app.official)
  console.log(
    'This runtime is a stand-in to try the package with. Never hand it out; see docs/it/install.md.',
  );

function sha256(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}
