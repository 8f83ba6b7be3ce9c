import { FaceLandmarker, FilesetResolver } from '@mediapipe/tasks-vision';
import { FACE_PATCH, faceBox, measureFace, measurePatch, type Point3 } from '../../../contract/index.ts';
import type { FaceAnalysis, FrameAnalysis } from '../engine-protocol.ts';

/** Two tell a crowd from one person. */
const MAX_FACES = 2;

/** Finds faces in a picture and measures the largest. */
export async function createLandmarker(wasmUrl: string, modelUrl: string) {
  const files = await FilesetResolver.forVisionTasks(wasmUrl);
  const landmarker = await FaceLandmarker.createFromOptions(files, {
    baseOptions: { modelAssetPath: modelUrl, delegate: 'CPU' },
    runningMode: 'IMAGE',
    numFaces: MAX_FACES,
    outputFacialTransformationMatrixes: true,
  });

  return function analyze(picture: ImageBitmap): FrameAnalysis {
    const { faceLandmarks, facialTransformationMatrixes } = landmarker.detect(picture);
    const faces = faceLandmarks.map((points, index) => ({
      landmarks: points.map(({ x, y, z }): Point3 => [x, y, z]),
      matrix: facialTransformationMatrixes[index]?.data ?? [],
    }));
    const [largest] = faces.sort(
      (one, other) => faceBox(other.landmarks).height - faceBox(one.landmarks).height,
    );
    return {
      faces: faces.length,
      face: largest ? describe(largest.landmarks, largest.matrix, picture) : null,
    };
  };
}

function describe(
  landmarks: readonly Point3[],
  matrix: readonly number[],
  picture: ImageBitmap,
): FaceAnalysis {
  return {
    ...measureFace(landmarks, matrix, picture),
    ...measurePatch(facePatch(landmarks, picture), landmarks),
    landmarks,
    aspect: picture.width / picture.height,
  };
}

const patch = new OffscreenCanvas(FACE_PATCH, FACE_PATCH).getContext('2d', { willReadFrequently: true });

function facePatch(landmarks: readonly Point3[], picture: ImageBitmap): Uint8ClampedArray {
  if (!patch) throw new Error('no 2d canvas');
  const { x, y, width, height } = faceBox(landmarks);
  patch.drawImage(
    picture,
    x * picture.width,
    y * picture.height,
    width * picture.width,
    height * picture.height,
    0,
    0,
    FACE_PATCH,
    FACE_PATCH,
  );
  return patch.getImageData(0, 0, FACE_PATCH, FACE_PATCH).data;
}
