/// <reference lib="webworker" />
import { FaceLandmarker, FilesetResolver } from '@mediapipe/tasks-vision';
import { FACE_PATCH, faceBox, measureFace, measurePatch, type Point3 } from '../../contract/index.ts';
import { drawPart } from './draw-part.ts';
import { keepPictures } from './kept-pictures.ts';
import type { FromWorker, ToWorker, TrackedFrame } from './tracking.ts';

/**
 * Follows the face in the camera's pictures, off the page's own thread, and keeps the latest pictures so that
 * those of a movement can be taken afterwards. What it measures is for guidance only.
 */

declare const self: DedicatedWorkerGlobalScope;

const tell = (message: FromWorker): void => self.postMessage(message);

const patch = new Uint8ClampedArray(4 * FACE_PATCH * FACE_PATCH);
const pictures = keepPictures();
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

async function track(landmarker: FaceLandmarker, frame: VideoFrame, at: number): Promise<TrackedFrame> {
  frames += 1;
  const id = frames;
  const picture = await pictures.add(id, frame);
  const { faceLandmarks, facialTransformationMatrixes } = landmarker.detectForVideo(picture, at);
  const faces = faceLandmarks.map((points, index) => ({
    landmarks: points.map(({ x, y, z }): Point3 => [x, y, z]),
    matrix: facialTransformationMatrixes[index]?.data ?? [],
  }));
  const [largest] = faces.sort(
    (one, other) => faceBox(other.landmarks).height - faceBox(one.landmarks).height,
  );
  if (largest) drawPart(patch, FACE_PATCH, picture, faceBox(largest.landmarks));
  return {
    id,
    at,
    faces: faces.length,
    face: largest
      ? {
          ...measureFace(largest.landmarks, largest.matrix, picture),
          ...measurePatch(patch, largest.landmarks),
        }
      : null,
  };
}

loadLandmarker().then(
  (landmarker) => {
    // The first picture takes several times as long as the others; better before anybody waits for it.
    landmarker.detectForVideo(new OffscreenCanvas(640, 480), 0);
    self.onmessage = async ({ data }: MessageEvent<ToWorker>) => {
      if (data.kind === 'take') return tell({ kind: 'taken', jpegs: await pictures.take(data.ids) });
      // A picture that can't be read is as one with nobody on it; the next one comes.
      const nobody = { id: 0, at: data.at, faces: 0, face: null };
      tell({ kind: 'tracked', frame: await track(landmarker, data.picture, data.at).catch(() => nobody) });
    };
    tell({ kind: 'ready' });
  },
  (fault) => tell({ kind: 'failed', cause: String(fault) }),
);
