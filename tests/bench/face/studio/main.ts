import { FaceLandmarker, FilesetResolver } from '@mediapipe/tasks-vision';
import { faceBox, MESH, trustOurScripts } from '../../../../contract/index.ts';
import {
  chipPhoto,
  createHead,
  createStage,
  FACE_POINTS,
  FRAME,
  OUTLINE,
  type Portrait,
  takePortrait,
} from '../../../../native/samples/testing/index.ts';
import { addMoire, type Pixels, showOnSheet } from './sheet.ts';
import type { Person, Shot } from './shot.ts';

/** Makes the pictures of the bench: chip photos, camera frames, heads that move, and attacks, all from photos. */
declare global {
  interface Window {
    studio: {
      /** What a chip and a camera would hold of the photo's largest face; null when none is found. */
      enroll(photo: string): Promise<{ reference: Uint8Array; probe: Uint8Array } | null>;
      /** Puts a face before the camera. */
      seat(person: Person, photo: string): Promise<boolean>;
      shoot(shots: readonly Shot[]): Promise<Uint8Array[]>;
    };
  }
}

type Seated = (head: Shot['head']) => Promise<Blob>;

const JPEG_QUALITY = 0.9;
/** The photo as it is looked at first: so large, and with so much around it that a face may fill it. */
const LOOK = { side: 720, margin: 0.15 } as const;

trustOurScripts(globalThis, location.href);

const landmarker = FilesetResolver.forVisionTasks('kiosk://wasm/mediapipe').then((files) =>
  FaceLandmarker.createFromOptions(files, {
    baseOptions: { modelAssetPath: 'kiosk://models/face_landmarker.task', delegate: 'CPU' },
    runningMode: 'IMAGE',
    numFaces: 2,
    outputFacialTransformationMatrixes: true,
  }),
);
const seats = new Map<Person, Seated>();
const prints = new Map<string, Pixels>();

window.studio = {
  async enroll(photo) {
    const portrait = await portraitOf(photo, { keepsSurroundings: true });
    return (
      portrait && {
        reference: await chipPhoto(portrait),
        probe: await bytesOf(await toJpeg(portrait.picture)),
      }
    );
  },

  async seat(person, photo) {
    const portrait = await portraitOf(photo, { keepsSurroundings: false });
    prints.clear();
    if (portrait) seats.set(person, seatFace(portrait));
    return portrait !== null;
  },

  shoot: (shots) =>
    shots.reduce<Promise<Uint8Array[]>>(
      async (before, shot) => [...(await before), await bytesOf(await take(shot))],
      Promise.resolve([]),
    ),
};

async function portraitOf(photo: string, how: { keepsSurroundings: boolean }): Promise<Portrait | null> {
  const source = await decode(photo);
  const place = await findFace(source);
  return place && takePortrait(source, place, await landmarker, how);
}

function seatFace({ picture, landmarks, pose }: Portrait): Seated {
  const face = landmarks
    .slice(0, FACE_POINTS)
    .map(({ x, y, z }) => [x * FRAME.width, y * FRAME.height, z * FRAME.width] as const);
  const head = createHead(face, OUTLINE);
  const stage = createStage(picture, head.still);
  return (state) => {
    const straightened = { ...state, yaw: state.yaw - pose.yaw, pitch: state.pitch - pose.pitch };
    return stage.shoot(head.pose(straightened), state.mouth);
  };
}

async function take(shot: Shot): Promise<Blob> {
  if (!shot.sheet && !shot.moire) return onCamera(shot);
  const pixels = await onPaper(shot);
  return toJpeg(canvasOf(shot.sheet ? showOnSheet(pixels, shot.sheet) : pixels));
}

/** The head before the camera, or the picture that somebody has of it. */
async function onCamera({ person, head, recompressed }: Shot): Promise<Blob> {
  const seated = seats.get(person);
  if (!seated) throw new Error(`nobody is seated as ${person}`);
  const picture = await seated(head);
  return recompressed === null ? picture : toJpeg(draw(await createImageBitmap(picture)), recompressed);
}

/** What is printed or shown. A sheet is turned many times with the same picture on it. */
async function onPaper(shot: Shot): Promise<Pixels> {
  const { sheet: _sheet, ...printed } = shot;
  const name = JSON.stringify(printed);
  const known = prints.get(name);
  if (known) return known;
  const pixels = pixelsOf(draw(await createImageBitmap(await onCamera(shot))));
  const print = shot.moire ? addMoire(pixels) : pixels;
  prints.set(name, print);
  return print;
}

type Place = { x: number; y: number; height: number };

/** Middle and height, in the photo's pixels, of its largest face; small ones are looked for in its parts. */
async function findFace(source: ImageBitmap): Promise<Place | null> {
  const { width, height } = source;
  const whole = await findFaceIn(source, { x: 0, y: 0, width, height });
  if (whole) return whole;
  const found: Place[] = [];
  for (const x of [0, 0.25, 0.5])
    for (const y of [0, 0.25, 0.5]) {
      const part = { x: x * width, y: y * height, width: width / 2, height: height / 2 };
      const place = await findFaceIn(source, part);
      if (place) found.push(place);
    }
  return found.sort((one, other) => other.height - one.height)[0] ?? null;
}

type Area = { x: number; y: number; width: number; height: number };

async function findFaceIn(source: ImageBitmap, area: Area): Promise<Place | null> {
  const scale = LOOK.side / Math.max(area.width, area.height);
  const margin = LOOK.margin * LOOK.side;
  const [width, height] = [scale * area.width, scale * area.height];
  const canvas = new OffscreenCanvas(width + 2 * margin, height + 2 * margin);
  contextOf(canvas).drawImage(source, area.x, area.y, area.width, area.height, margin, margin, width, height);
  const { faceLandmarks } = (await landmarker).detect(canvas);
  const [largest] = faceLandmarks
    .map((points) => points.map(({ x, y, z }) => [x, y, z] as const))
    .sort((one, other) => faceBox(other).height - faceBox(one).height);
  const [forehead, chin] = [largest?.[MESH.forehead], largest?.[MESH.chin]];
  if (!forehead || !chin) return null;
  const inSource = ([x, y]: readonly [number, number, number]): [number, number] => [
    area.x + (x * canvas.width - margin) / scale,
    area.y + (y * canvas.height - margin) / scale,
  ];
  const [[topX, topY], [chinX, chinY]] = [inSource(forehead), inSource(chin)];
  return { x: (topX + chinX) / 2, y: (topY + chinY) / 2, height: Math.hypot(topX - chinX, topY - chinY) };
}

function decode(base64: string): Promise<ImageBitmap> {
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  return createImageBitmap(new Blob([bytes], { type: 'image/jpeg' }));
}

function draw(picture: ImageBitmap): OffscreenCanvas {
  const canvas = new OffscreenCanvas(picture.width, picture.height);
  contextOf(canvas).drawImage(picture, 0, 0);
  return canvas;
}

function canvasOf({ width, height, data }: Pixels): OffscreenCanvas {
  const canvas = new OffscreenCanvas(width, height);
  contextOf(canvas).putImageData(new ImageData(new Uint8ClampedArray(data), width, height), 0, 0);
  return canvas;
}

const pixelsOf = (canvas: OffscreenCanvas): Pixels =>
  contextOf(canvas).getImageData(0, 0, canvas.width, canvas.height);

const toJpeg = (canvas: OffscreenCanvas, quality = JPEG_QUALITY): Promise<Blob> =>
  canvas.convertToBlob({ type: 'image/jpeg', quality });

const bytesOf = async (blob: Blob): Promise<Uint8Array> => new Uint8Array(await blob.arrayBuffer());

function contextOf(canvas: OffscreenCanvas): OffscreenCanvasRenderingContext2D {
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('no 2d canvas');
  return context;
}
