import {
  FRAME_LIMITS,
  faceModelsSchema,
  KioskError,
  reportError,
  trustOurScripts,
} from '../../../contract/index.ts';
import manifest from '../../../resources/face/models.json';
import {
  type EngineAnswer,
  type EngineReady,
  type EngineRequest,
  type FrameAnalysis,
  type Numbered,
  PAGE_LISTENS,
  PORT_MESSAGE,
} from '../engine-protocol.ts';
import { createEmbedder } from './embedder.ts';
import { readJpegSize } from './jpeg-header.ts';
import { createLandmarker } from './landmarker.ts';

/**
 * The page of the face engine: takes JPEG frames, answers landmarks, measures and embeddings. It decides
 * nothing, keeps nothing, and can reach nothing but its own models.
 */

const MODELS_URL = 'kiosk://models';
const MEDIAPIPE_WASM_URL = 'kiosk://wasm/mediapipe';
const LITERT_WASM_URL = 'kiosk://wasm/litert';

trustOurScripts(globalThis, location.href);

type Engine = { answer(request: EngineRequest): Promise<FrameAnalysis | Float32Array> };

async function startEngine(): Promise<Engine> {
  const models = faceModelsSchema.parse(manifest);
  const [analyze, embed] = await Promise.all([
    createLandmarker(MEDIAPIPE_WASM_URL, `${MODELS_URL}/${models.landmarks.file}`),
    createEmbedder(LITERT_WASM_URL, `${MODELS_URL}/${models.comparison.file}`, models.comparison),
  ]);
  return {
    async answer(request) {
      const picture = await decode(request.jpeg);
      try {
        return request.kind === 'analyze' ? analyze(picture) : await embed(picture, request.landmarks);
      } finally {
        picture.close();
      }
    },
  };
}

/** @throws KioskError FACE_IMAGE_INVALID for what is no JPEG, or one beyond the limits */
async function decode(jpeg: Uint8Array): Promise<ImageBitmap> {
  const size = readJpegSize(jpeg);
  const pixels = size ? size.width * size.height : 0;
  if (jpeg.byteLength > FRAME_LIMITS.maxBytes || pixels === 0 || pixels > FRAME_LIMITS.maxPixels)
    throw new KioskError('FACE_IMAGE_INVALID');
  try {
    return await createImageBitmap(new Blob([new Uint8Array(jpeg)], { type: 'image/jpeg' }));
  } catch (cause) {
    throw new KioskError('FACE_IMAGE_INVALID', {}, { cause });
  }
}

async function serve(port: MessagePort, engine: Engine): Promise<void> {
  // One request after the other: the models are not made for more.
  let turn = Promise.resolve();
  port.onmessage = ({ data }: MessageEvent<Numbered<EngineRequest>>) => {
    turn = turn.then(async () => port.postMessage({ id: data.id, ...(await tryAnswer(engine, data)) }));
  };
}

async function tryAnswer(engine: Engine, request: EngineRequest): Promise<EngineAnswer> {
  try {
    return { ok: true, value: await engine.answer(request) };
  } catch (fault) {
    if (fault instanceof KioskError) return { ok: false, error: reportError(fault) };
    console.error(fault);
    return { ok: false, error: { code: 'FACE_ENGINE_FAILED' } };
  }
}

window.addEventListener('message', async ({ source, data, ports: [port] }) => {
  if (source !== window || data !== PORT_MESSAGE || !port) return;
  try {
    await serve(port, await startEngine());
    port.postMessage({ ready: true } satisfies EngineReady);
  } catch (fault) {
    port.postMessage({ ready: false, cause: String(fault) } satisfies EngineReady);
  }
});
window.postMessage(PAGE_LISTENS, window.location.origin);
