import type { FaceLandmarker, NormalizedLandmark } from '@mediapipe/tasks-vision';
import { MESH, measureFace, type Pose } from '../../../contract/index.ts';
import type { SampleFace } from '../faces.ts';

/** The camera's picture, pixels. */
export const FRAME = { width: 640, height: 480 } as const;
/** The chip photo's size in pixels and the most bytes that fit on a card. */
const CHIP_PHOTO = { width: 148, height: 178, maxBytes: 5118 } as const;

const FACE_HEIGHT_SHARE = 0.44;
const FACE_MIDDLE: readonly [number, number] = [FRAME.width / 2, FRAME.height * 0.48];
const BACKDROP = '#c9d6df';

export type Portrait = {
  picture: OffscreenCanvas;
  landmarks: NormalizedLandmark[];
  /** How the person happened to look when the photo was taken. */
  pose: Pose;
};

/**
 * Takes one person out of a group photo: upright, alone in front of a plain backdrop, as a camera at the counter
 * would see her.
 *
 * @param keepsSurroundings leaves in the picture what was around the person
 * @returns null when there is no face after all
 */
export function takePortrait(
  source: ImageBitmap,
  face: Omit<SampleFace, 'photo'>,
  landmarker: FaceLandmarker,
  { keepsSurroundings = false } = {},
): Portrait | null {
  const around = 1.3 * face.height;
  const close = new OffscreenCanvas(2 * around, 2 * around);
  contextOf(close).drawImage(source, around - face.x, around - face.y);
  const found = detect(close, landmarker);
  if (!found) return null;
  const inSource = (index: number): { x: number; y: number } => {
    const point = found.landmarks[index] ?? { x: Number.NaN, y: Number.NaN };
    return { x: (point.x - 0.5) * 2 * around + face.x, y: (point.y - 0.5) * 2 * around + face.y };
  };
  const forehead = inSource(MESH.forehead);
  const chin = inSource(MESH.chin);
  const [dx, dy] = [chin.x - forehead.x, chin.y - forehead.y];
  const scale = (FACE_HEIGHT_SHARE * FRAME.height) / Math.hypot(dx, dy);
  const tilt = Math.atan2(dx, dy);
  const placeSource = (context: OffscreenCanvasRenderingContext2D): void => {
    context.translate(...FACE_MIDDLE);
    context.rotate(tilt);
    context.scale(scale, scale);
    context.translate(-(forehead.x + chin.x) / 2, -(forehead.y + chin.y) / 2);
    context.imageSmoothingQuality = 'high';
    context.drawImage(source, 0, 0);
  };

  const picture = onBackdrop(placeSource, keepsSurroundings);
  const placed = detect(picture, landmarker);
  return placed && { picture, ...placed };
}

function onBackdrop(
  placeSource: (context: OffscreenCanvasRenderingContext2D) => void,
  keepsSurroundings: boolean,
): OffscreenCanvas {
  const person = new OffscreenCanvas(FRAME.width, FRAME.height);
  const personContext = contextOf(person);
  personContext.save();
  placeSource(personContext);
  personContext.restore();
  if (!keepsSurroundings) {
    personContext.globalCompositeOperation = 'destination-in';
    personContext.drawImage(silhouette(), 0, 0);
  }

  const picture = new OffscreenCanvas(FRAME.width, FRAME.height);
  const context = contextOf(picture);
  context.fillStyle = BACKDROP;
  context.fillRect(0, 0, FRAME.width, FRAME.height);
  context.drawImage(person, 0, 0);
  return picture;
}

/** Head, hair and shoulders with a soft edge; neighbours in the photo lie outside it. */
function silhouette(): OffscreenCanvas {
  const mask = new OffscreenCanvas(FRAME.width, FRAME.height);
  const context = contextOf(mask);
  const [x, y] = FACE_MIDDLE;
  const height = FACE_HEIGHT_SHARE * FRAME.height;
  context.filter = `blur(${height * 0.06}px)`;
  context.beginPath();
  context.ellipse(x, y - height * 0.08, height * 0.6, height * 0.84, 0, 0, 2 * Math.PI);
  context.ellipse(x, y + height * 1.25, height * 0.95, height * 0.62, 0, 0, 2 * Math.PI);
  context.fill();
  return mask;
}

/** The portrait as the chip of an ID card holds it: the best JPEG quality that fits. */
export async function chipPhoto({ picture }: Portrait): Promise<Uint8Array> {
  const [x, y] = FACE_MIDDLE;
  const height = 1.75 * FACE_HEIGHT_SHARE * FRAME.height;
  const width = (height * CHIP_PHOTO.width) / CHIP_PHOTO.height;
  const photo = new OffscreenCanvas(CHIP_PHOTO.width, CHIP_PHOTO.height);
  const context = contextOf(photo);
  context.imageSmoothingQuality = 'high';
  context.drawImage(
    picture,
    x - width / 2,
    y - height * 0.52,
    width,
    height,
    0,
    0,
    photo.width,
    photo.height,
  );
  for (let quality = 0.95; quality > 0.1; quality -= 0.05) {
    const blob = await photo.convertToBlob({ type: 'image/jpeg', quality });
    if (blob.size <= CHIP_PHOTO.maxBytes) return new Uint8Array(await blob.arrayBuffer());
  }
  throw new Error('the chip photo does not fit on a card');
}

/** The face nearest to the picture's middle. */
function detect(picture: OffscreenCanvas, landmarker: FaceLandmarker): Omit<Portrait, 'picture'> | null {
  const { faceLandmarks, facialTransformationMatrixes } = landmarker.detect(picture);
  const fromMiddle = (landmarks: NormalizedLandmark[]): number => {
    const nose = landmarks[MESH.noseTip];
    return nose ? Math.hypot(nose.x - 0.5, nose.y - 0.5) : Number.POSITIVE_INFINITY;
  };
  const [found] = faceLandmarks
    .map((landmarks, index) => ({ landmarks, matrix: facialTransformationMatrixes[index]?.data ?? [] }))
    .sort((one, other) => fromMiddle(one.landmarks) - fromMiddle(other.landmarks));
  if (!found) return null;
  const points = found.landmarks.map(({ x, y, z }) => [x, y, z] as const);
  return { landmarks: found.landmarks, pose: measureFace(points, found.matrix, picture).pose };
}

function contextOf(canvas: OffscreenCanvas): OffscreenCanvasRenderingContext2D {
  const context = canvas.getContext('2d');
  if (!context) throw new Error('no 2d canvas');
  return context;
}
