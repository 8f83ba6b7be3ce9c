import { loadAndCompile, loadLiteRt, Tensor } from '@litertjs/core';
import type { FaceModels, Point3 } from '../../../contract/index.ts';
import { alignToTemplate } from './alignment.ts';

type ComparisonModel = FaceModels['comparison'];

/**
 * Turns a face into its embedding: face and mirrored face go through the model, their sum is normalised to
 * length 1, so that the product of two embeddings is their cosine similarity.
 */
export async function createEmbedder(
  wasmUrl: string,
  modelUrl: string,
  { input, dimensions }: ComparisonModel,
) {
  await loadLiteRt(wasmUrl);
  const model = await loadAndCompile(modelUrl, { accelerator: 'wasm' });
  const { size } = input;
  const context = new OffscreenCanvas(size, size).getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('no 2d canvas');
  context.imageSmoothingQuality = 'high';

  return async function embed(picture: ImageBitmap, landmarks: readonly Point3[]): Promise<Float32Array> {
    const { a, b, tx, ty } = alignToTemplate(landmarks, picture);
    context.resetTransform();
    context.clearRect(0, 0, size, size);
    context.setTransform(a, b, -b, a, tx, ty);
    context.drawImage(picture, 0, 0);
    const { data } = context.getImageData(0, 0, size, size);

    const pair = new Tensor(faceAndMirror(data, input), [2, size, size, 3]);
    const outputs = await model.run([pair]);
    const values = (await outputs[0]?.data()) ?? new Float32Array();
    pair.delete();
    for (const output of outputs) output.delete();
    if (values.length !== 2 * dimensions) throw new Error(`the model answered ${values.length} numbers`);

    const sum = Float32Array.from(
      { length: dimensions },
      (_, index) => Number(values[index]) + Number(values[dimensions + index]),
    );
    const length = Math.hypot(...sum);
    return sum.map((value) => value / length);
  };
}

/** RGB values of the face and of its mirror picture, one behind the other, as the model wants them. */
function faceAndMirror(
  rgba: Uint8ClampedArray,
  { size, mean, scale }: ComparisonModel['input'],
): Float32Array {
  const pair = new Float32Array(2 * size * size * 3);
  for (let y = 0; y < size; y += 1)
    for (let x = 0; x < size; x += 1)
      for (let channel = 0; channel < 3; channel += 1) {
        const value = ((rgba[4 * (y * size + x) + channel] ?? 0) - mean) / scale;
        pair[3 * (y * size + x) + channel] = value;
        pair[3 * (size * size + y * size + (size - 1 - x)) + channel] = value;
      }
  return pair;
}
