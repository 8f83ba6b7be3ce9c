import { FaceLandmarker, FilesetResolver } from '@mediapipe/tasks-vision';
import type { SampleFace } from '../faces.ts';
import { createHead } from './head.ts';
import { chipPhoto, FRAME, type Portrait, takePortrait } from './portrait.ts';
import { CLIP_SECONDS, FRAMES_PER_SECOND, headAt } from './script.ts';
import { createStage } from './stage.ts';
import { FACE_POINTS, OUTLINE } from './triangles.ts';

/** What the host asks of this page; pictures go both ways as bytes. */
declare global {
  interface Window {
    samplePage: {
      /** The face as the JPEG of an ID card's chip. */
      photo(source: Uint8Array<ArrayBuffer>, face: SampleFace): Promise<Uint8Array>;
      /** The face moving in front of a camera: JPEG frames one behind the other. */
      clip(source: Uint8Array<ArrayBuffer>, face: SampleFace): Promise<Uint8Array>;
    };
  }
}

const landmarker = FilesetResolver.forVisionTasks('kiosk://wasm/mediapipe').then((files) =>
  FaceLandmarker.createFromOptions(files, {
    baseOptions: { modelAssetPath: 'kiosk://models/face_landmarker.task', delegate: 'CPU' },
    runningMode: 'IMAGE',
    numFaces: 2,
    outputFacialTransformationMatrixes: true,
  }),
);

async function portraitOf(source: Uint8Array<ArrayBuffer>, face: SampleFace): Promise<Portrait> {
  const picture = await createImageBitmap(new Blob([source], { type: 'image/jpeg' }));
  const portrait = takePortrait(picture, face, await landmarker);
  if (!portrait) throw new Error('there is no face');
  return portrait;
}

async function renderClip({ picture, landmarks, pose }: Portrait): Promise<Uint8Array> {
  const face = landmarks
    .slice(0, FACE_POINTS)
    .map(({ x, y, z }) => [x * FRAME.width, y * FRAME.height, z * FRAME.width] as const);
  const head = createHead(face, OUTLINE);
  const stage = createStage(picture, head.still);

  // The head stands still for most of the clip: each of its states is drawn once.
  const drawn = new Map<string, Blob>();
  const frames: Blob[] = [];
  for (let frame = 0; frame < CLIP_SECONDS * FRAMES_PER_SECOND; frame += 1) {
    const state = headAt(frame / FRAMES_PER_SECOND);
    const key = JSON.stringify(state);
    const straightened = { ...state, yaw: state.yaw - pose.yaw, pitch: state.pitch - pose.pitch };
    const jpeg = drawn.get(key) ?? (await stage.shoot(head.pose(straightened), state.mouth, state.zoom));
    drawn.set(key, jpeg);
    frames.push(jpeg);
  }
  return new Uint8Array(await new Blob(frames).arrayBuffer());
}

window.samplePage = {
  photo: async (source, face) => chipPhoto(await portraitOf(source, face)),
  clip: async (source, face) => renderClip(await portraitOf(source, face)),
};
