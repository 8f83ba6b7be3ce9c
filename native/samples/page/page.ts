import { FaceLandmarker, FilesetResolver } from '@mediapipe/tasks-vision';
import { trustOurScripts } from '../../../contract/index.ts';
import type { SampleFace } from '../faces.ts';
import { createHead } from './head.ts';
import { chipPhoto, FRAME, type Portrait, takePortrait } from './portrait.ts';
import { CLIP_SECONDS, FRAMES_PER_SECOND, headAt } from './script.ts';
import { createStage } from './stage.ts';
import { FACE_POINTS, OUTLINE } from './triangles.ts';

type Sitter = { source: Uint8Array<ArrayBuffer>; face: SampleFace };

/** What the host asks of this page; pictures go both ways as bytes. */
declare global {
  interface Window {
    samplePage: {
      /** The face as the JPEG of an ID card's chip, with another's mixed into it by a share. */
      photo(sitter: Sitter, blend?: Sitter & { share: number }): Promise<Uint8Array>;
      /** The face moving in front of a camera: JPEG frames one behind the other. */
      clip(sitter: Sitter): Promise<Uint8Array>;
    };
  }
}

trustOurScripts(globalThis, location.href);

const landmarker = FilesetResolver.forVisionTasks('kiosk://wasm/mediapipe').then((files) =>
  FaceLandmarker.createFromOptions(files, {
    baseOptions: { modelAssetPath: 'kiosk://models/face_landmarker.task', delegate: 'CPU' },
    runningMode: 'IMAGE',
    numFaces: 2,
    outputFacialTransformationMatrixes: true,
  }),
);

async function portraitOf({ source, face }: Sitter): Promise<Portrait> {
  const picture = await createImageBitmap(new Blob([source], { type: 'image/jpeg' }));
  const portrait = takePortrait(picture, face, await landmarker);
  if (!portrait) throw new Error('there is no face');
  return portrait;
}

/** Portraits have their faces in the same place, so one can be laid over the other. */
function mix(portrait: Portrait, other: Portrait, share: number): Portrait {
  const context = portrait.picture.getContext('2d');
  if (!context) throw new Error('no 2d canvas');
  context.globalAlpha = share;
  context.drawImage(other.picture, 0, 0);
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
    const jpeg = drawn.get(key) ?? (await stage.shoot(head.pose(straightened), state.mouth));
    drawn.set(key, jpeg);
    frames.push(jpeg);
  }
  return new Uint8Array(await new Blob(frames).arrayBuffer());
}

window.samplePage = {
  photo: async (sitter, blend) => {
    const portrait = await portraitOf(sitter);
    return chipPhoto(blend ? mix(portrait, await portraitOf(blend), blend.share) : portrait);
  },
  clip: async (sitter) => renderClip(await portraitOf(sitter)),
};
