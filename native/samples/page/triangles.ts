import { FaceLandmarker } from '@mediapipe/tasks-vision';
import { LIDS, MOUTH_EDGE, RINGS } from './head.ts';

export const FACE_POINTS = 468;

/** The face's outline as MediaPipe lists it, point after point. */
export const OUTLINE = FaceLandmarker.FACE_LANDMARKS_FACE_OVAL.map(({ start }) => start);

/** Triangles of the face: the tessellation lists three edges for each. */
function faceTriangles(): number[] {
  return FaceLandmarker.FACE_LANDMARKS_TESSELATION.flatMap(({ start, end }, edge, edges) =>
    edge % 3 === 0 ? [start, end, edges[edge + 1]?.end ?? start] : [],
  );
}

/** The eyes between the lids, which the tessellation leaves open. */
function eyeTriangles(): number[] {
  return LIDS.flatMap(({ corners: [outer, inner], upper, lower }) => {
    const above = [outer, ...upper, inner];
    const below = [outer, ...lower, inner];
    return above.flatMap((a, index) => {
      const [b, c, d] = [above[index + 1], below[index], below[index + 1]];
      return b === undefined || c === undefined || d === undefined ? [] : [a, b, c, b, d, c];
    });
  });
}

/** Two triangles for each piece between a ring and the next one. */
function ringTriangles(): number[] {
  const size = OUTLINE.length;
  const vertex = (ring: number, position: number): number =>
    ring === 0 ? (OUTLINE[position % size] ?? 0) : FACE_POINTS + (ring - 1) * size + (position % size);
  return RINGS.flatMap((_, ring) =>
    OUTLINE.flatMap((_, position) => {
      const [a, b] = [vertex(ring, position), vertex(ring, position + 1)];
      const [c, d] = [vertex(ring + 1, position), vertex(ring + 1, position + 1)];
      return [a, b, c, b, d, c];
    }),
  );
}

export const HEAD_TRIANGLES = [...faceTriangles(), ...eyeTriangles(), ...ringTriangles()];

/** The inside of the mouth, a fan over the lips' inner edge. */
export const MOUTH_TRIANGLES = MOUTH_EDGE.flatMap((point, index) => {
  const next = MOUTH_EDGE[index + 1];
  return index === 0 || next === undefined ? [] : [MOUTH_EDGE[0], point, next];
});
