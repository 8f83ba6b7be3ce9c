/** How the sample clips are drawn, for benches that draw other moves of other faces. For browsers. */
export { createHead } from '../page/head.ts';
export { chipPhoto, FRAME, type Portrait, takePortrait } from '../page/portrait.ts';
export type { HeadState } from '../page/script.ts';
export { createStage } from '../page/stage.ts';
export { FACE_POINTS, OUTLINE } from '../page/triangles.ts';
