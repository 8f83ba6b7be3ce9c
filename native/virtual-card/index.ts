export { type CardApplet, createCardApplet } from './card-applet.ts';
export { type CardMemory, createCardMemory, MAX_PHOTO_BYTES } from './card-memory.ts';
export { fastLoopback } from './fast-loopback.ts';
export { loadCard } from './load-card.ts';
export { ensurePcscd, type Pcscd } from './pcscd.ts';
export { encodeTis620 } from './tis620.ts';
export {
  createVirtualCard,
  type Exchange,
  FIRST_READER_PORT,
  type VirtualCardHandle,
  type VirtualCardOptions,
} from './virtual-card.ts';
