export { at, readSample } from './clip.ts';
export { flatPrint } from './flat-print.ts';
export { captureWith } from './real-capture.ts';
export { type RealEngine, startRealEngine } from './real-engine.ts';
