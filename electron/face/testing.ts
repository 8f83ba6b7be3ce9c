/** What benches use of the room besides its door. */
export { compareFaces } from './comparison.ts';
export { fuse } from './embedding.ts';
