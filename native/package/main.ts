/** `npm run package`: the unpacked program and the Debian package, with what an administrator checks them by. */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { inProject } from '../setup/index.ts';
import { makeDeb } from './make-deb.ts';
import { packageApp } from './package-app.ts';
import { writeSupplyPapers } from './supply.ts';
import { treeHash } from './tree-hash.ts';

const out = inProject('out', 'package');
mkdirSync(out, { recursive: true });
const app = await packageApp(out);
const deb = await makeDeb(app, out);
const papers = await writeSupplyPapers(out);
console.log(`program  ${app.folder}  sha256 of all files ${treeHash(app.folder)}`);
console.log(`package  ${basename(deb)}  sha256 ${sha256(deb)}`);
console.log(`papers   ${papers.map((file) => basename(file)).join(', ')}`);
if (!app.official)
  console.log(
    'This runtime is a stand-in to try the package with. Never hand it out; see docs/it/install.md.',
  );

function sha256(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}
