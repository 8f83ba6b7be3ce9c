export { wrongFuses } from './fuses.ts';
export { EXECUTABLE, installers } from './installers.ts';
export { makeDeb } from './make-deb.ts';
export { type PackagedApp, packageApp } from './package-app.ts';
export { fileHashes, treeHash } from './tree-hash.ts';
