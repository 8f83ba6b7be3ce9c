/** A face in one of the sample photos: its rough middle and height, forehead to chin, in pixels. */
export type SampleFace = { photo: string; x: number; y: number; height: number };

/** The faces that sample citizens are made of, in the photos that come with `@vladmandic/face-api`. */
export const SAMPLE_FACES: Readonly<Record<string, SampleFace>> = {
  'face-a': { photo: 'sample6.jpg', x: 376, y: 627, height: 280 },
  'face-b': { photo: 'sample6.jpg', x: 1584, y: 392, height: 290 },
  'face-c': { photo: 'sample3.jpg', x: 672, y: 482, height: 260 },
  'face-d': { photo: 'sample5.jpg', x: 1491, y: 499, height: 270 },
};
