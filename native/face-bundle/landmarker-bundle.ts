import { createRequire } from 'node:module';
import { join } from 'node:path';
import { landmarkGraph, type Refinement, type Refinements } from './landmark-graph.ts';
import { readPackedAssets } from './packed-assets.ts';
import { extendModel } from './tflite.ts';
import { zipStored } from './zip.ts';

/**
 * Builds the bundle that MediaPipe's FaceLandmarker loads (`face_landmarker.task`) from the models in
 * `@mediapipe/face_mesh`, which are of the same family but lack the metadata and the single output that the
 * newer task wants. The same input gives the same bytes.
 *
 * @param faceMesh folder of the package `@mediapipe/face_mesh`
 * @param landmarksDetection folder of `@tensorflow-models/face-landmarks-detection`, whose lists say which of
 * the 478 points the finer outputs are
 */
export function buildLandmarkerBundle(faceMesh: string, landmarksDetection: string): Buffer {
  const assets = readPackedAssets(faceMesh, 'face_mesh_solution', [
    'face_detection_short_range.tflite',
    'face_landmark_with_attention.tflite',
    'geometry_pipeline_metadata_landmarks.binarypb',
  ]);
  const detector = extendModel(assets['face_detection_short_range.tflite'], {
    metadata: {
      name: 'Short range face detector (npm @mediapipe/face_mesh)',
      license: 'Apache-2.0',
      mean: 127.5,
      std: 127.5,
    },
  });
  const landmarks = extendModel(assets['face_landmark_with_attention.tflite'], {
    metadata: {
      name: 'Face mesh with attention, 478 landmarks (npm @mediapipe/face_mesh)',
      license: 'Apache-2.0',
      mean: 0,
      std: 255,
    },
    graph: landmarkGraph(readRefinements(landmarksDetection)),
  });
  return zipStored([
    { name: 'face_detector.tflite', data: detector },
    { name: 'face_landmarks_detector.tflite', data: landmarks },
    {
      name: 'geometry_pipeline_metadata_landmarks.binarypb',
      data: assets['geometry_pipeline_metadata_landmarks.binarypb'],
    },
  ]);
}

function readRefinements(packageFolder: string): Refinements {
  const require = createRequire(join(packageFolder, 'package.json'));
  const constants = require('./dist/tfjs/constants.js') as Record<string, Refinement>;
  const refinement = (part: string): Refinement => {
    const found = constants[`LANDMARKS_REFINEMENT_${part}_CONFIG`];
    if (!found) throw new Error(`${packageFolder} has no refinement list for ${part}`);
    return found;
  };
  return {
    lips: refinement('LIPS'),
    leftEye: refinement('LEFT_EYE'),
    rightEye: refinement('RIGHT_EYE'),
    leftIris: refinement('LEFT_IRIS'),
    rightIris: refinement('RIGHT_IRIS'),
  };
}
