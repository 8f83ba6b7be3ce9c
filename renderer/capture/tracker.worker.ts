/// <reference lib="webworker" />
import { FaceLandmarker, FilesetResolver } from '@mediapipe/tasks-vision';
import { FACE_PATCH, faceBox, measureFace, measurePatch, type Point3 } from '../../contract/index.ts';
import { type FromWorker, KEPT_FRAMES, type ToWorker, type TrackedFrame } from './tracking.ts';

/**
 * Follows the face in the camera's pictures, off the page's own thread, and keeps the latest pictures so that
 * those of a movement can be taken afterwards. What it measures is for guidance only.
 */

declare const self: DedicatedWorkerGlobalScope;

const JPEG_QUALITY = 0.92;
const tell = (message: FromWorker): void => self.postMessage(message);

const patch = new OffscreenCanvas(FACE_PATCH, FACE_PATCH).getContext('2d', { willReadFrequently: true });
const kept = new Map<number, ImageBitmap>();
let frames = 0;

async function loadLandmarker(): Promise<FaceLandmarker> {
  // The loader as an ES module: a module worker has no importScripts.
  const files = await FilesetResolver.forVisionTasks('kiosk://wasm/mediapipe', true);
  return FaceLandmarker.createFromOptions(files, {
    baseOptions: { modelAssetPath: 'kiosk://models/face_landmarker.task', delegate: 'CPU' },
    runningMode: 'VIDEO',
    numFaces: 2,
    outputFacialTransformationMatrixes: true,
  });
}

function track(landmarker: FaceLandmarker, picture: ImageBitmap, at: number): TrackedFrame {
  const { faceLandmarks, facialTransformationMatrixes } = landmarker.detectForVideo(picture, at);
  const faces = faceLandmarks.map((points, index) => ({
    landmarks: points.map(({ x, y, z }): Point3 => [x, y, z]),
    matrix: facialTransformationMatrixes[index]?.data ?? [],
  }));
  const [largest] = faces.sort(
    (one, other) => faceBox(other.landmarks).height - faceBox(one.landmarks).height,
  );
  frames += 1;
  return {
    id: frames,
    at,
    faces: faces.length,
    face: largest
      ? {
          ...measureFace(largest.landmarks, largest.matrix, picture),
          ...measurePatch(facePatch(largest.landmarks, picture), largest.landmarks),
        }
      : null,
  };
}

function facePatch(landmarks: readonly Point3[], picture: ImageBitmap): Uint8ClampedArray {
  if (!patch) throw new Error('no 2d canvas');
  const { x, y, width, height } = faceBox(landmarks);
  const [left, top] = [x * picture.width, y * picture.height];
  const [boxWidth, boxHeight] = [width * picture.width, height * picture.height];
  patch.drawImage(picture, left, top, boxWidth, boxHeight, 0, 0, FACE_PATCH, FACE_PATCH);
  return patch.getImageData(0, 0, FACE_PATCH, FACE_PATCH).data;
}

function keep(id: number, picture: ImageBitmap): void {
  kept.set(id, picture);
  for (const [oldest, old] of kept) {
    if (kept.size <= KEPT_FRAMES) break;
    old.close();
    kept.delete(oldest);
  }
}

async function take(ids: readonly number[]): Promise<Uint8Array<ArrayBuffer>[]> {
  const pictures = ids.flatMap((id) => kept.get(id) ?? []);
  return Promise.all(pictures.map(encode));
}

async function encode(picture: ImageBitmap): Promise<Uint8Array<ArrayBuffer>> {
  const canvas = new OffscreenCanvas(picture.width, picture.height);
  canvas.getContext('2d')?.drawImage(picture, 0, 0);
  const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: JPEG_QUALITY });
  return new Uint8Array(await blob.arrayBuffer());
}

loadLandmarker().then(
  (landmarker) => {
    // The first picture takes several times as long as the others; better before anybody waits for it.
    landmarker.detectForVideo(new OffscreenCanvas(640, 480), 0);
    self.onmessage = async ({ data }: MessageEvent<ToWorker>) => {
      if (data.kind === 'take') return tell({ kind: 'taken', jpegs: await take(data.ids) });
      const frame = track(landmarker, data.picture, data.at);
      keep(frame.id, data.picture);
      tell({ kind: 'tracked', frame });
    };
    tell({ kind: 'ready' });
  },
  (fault) => tell({ kind: 'failed', cause: String(fault) }),
);
