/** Builds all parts into the folder that is named, in a process of its own: for whoever compares two builds. */
import { buildParts } from './build.ts';

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('Name the folder.');
await buildParts(folder);
