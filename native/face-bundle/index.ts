import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type FaceModels, faceModelsSchema } from '../../contract/index.ts';
import { fetchPackage, inCache, inProject, SetupError, workFolder } from '../setup/index.ts';
import { buildLandmarkerBundle } from './landmarker-bundle.ts';
import { COMPARISON_MODEL, FACE_MESH, LANDMARKS_DETECTION } from './sources.ts';

type ModelFile = FaceModels['landmarks'] | FaceModels['comparison'];

const modelsDir = inCache('face');
const COMPARISON_FILE = 'android/src/main/assets/MobileFaceNet.tflite';

/** The step of set-up that brings the face models into `.cache/face`, each checked against the manifest. */
export const faceModels = {
  isReady(): boolean {
    const { landmarks, comparison } = readManifest();
    return [landmarks, comparison].every(
      ({ file, bytes }) => statSync(join(modelsDir, file), { throwIfNoEntry: false })?.size === bytes,
    );
  },

  /** @throws SetupError when a package can't be fetched or a model has not the manifest's hash */
  async prepare(log: (line: string) => void): Promise<void> {
    const { landmarks, comparison } = readManifest();
    const faceMesh = await fetchPackage(FACE_MESH, log);
    const landmarksDetection = await fetchPackage(LANDMARKS_DETECTION, log);
    const comparisonPackage = await fetchPackage(COMPARISON_MODEL, log);

    const work = workFolder('face');
    try {
      writeFileSync(join(work, landmarks.file), buildLandmarkerBundle(faceMesh, landmarksDetection));
      copyFileSync(join(comparisonPackage, COMPARISON_FILE), join(work, comparison.file));
      mkdirSync(modelsDir, { recursive: true });
      for (const model of [landmarks, comparison]) {
        checkModel(join(work, model.file), model);
        renameSync(join(work, model.file), join(modelsDir, model.file));
      }
    } finally {
      rmSync(work, { recursive: true, force: true });
    }
  },
};

function readManifest(): FaceModels {
  return faceModelsSchema.parse(
    JSON.parse(readFileSync(inProject('resources', 'face', 'models.json'), 'utf8')),
  );
}

function checkModel(path: string, { name, sha256 }: ModelFile): void {
  const actual = createHash('sha256').update(readFileSync(path)).digest('hex');
  if (actual === sha256) return;
  throw new SetupError(
    `the face model ${name} is not the one in resources/face/models.json (it has sha256 ${actual})`,
    'Do not use it: check the registry in your npm settings, and tell the maintainers if it is the public one.',
  );
}
