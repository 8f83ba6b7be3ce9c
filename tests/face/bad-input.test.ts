import { decode, encode } from 'jpeg-js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createFaceService, type FaceService } from '../../electron/face/index.ts';
import { at, readSample } from './clip.ts';
import { type RealEngine, startRealEngine } from './real-engine.ts';

const FRAME = { width: 640, height: 480 };
/** Far more than a capture sends at once, and far less than a minute's work. */
const FLOOD = 300;
const FLOOD_MS = 20_000;

let engine: RealEngine;
beforeAll(async () => {
  engine = await startRealEngine();
});
afterAll(() => engine?.stop());

function service(): FaceService {
  return createFaceService({
    engine,
    policy: {
      face: {
        model: 'mobilefacenet-192',
        acceptThreshold: 0.6,
        lookThreshold: 0.4,
        maxAttempts: 5,
        attemptPauseSeconds: 30,
        supervisorAfter: 8,
      },
      liveness: { challenges: ['blink'], count: 1, replacements: 0 },
    },
    random: () => 0,
    now: () => new Date(0),
  });
}

/** The pictures beside one another in a grey frame, each so many times as large as it was. */
function beside(pictures: readonly Uint8Array[], scale: number): Uint8Array {
  const data = Buffer.alloc(4 * FRAME.width * FRAME.height, 128);
  const space = FRAME.width / pictures.length;
  for (const [place, jpeg] of pictures.entries()) {
    const { width, height, data: from } = decode(jpeg, { useTArray: true });
    const [left, top] = [(space - width * scale) / 2 + place * space, (FRAME.height - height * scale) / 2];
    for (let y = 0; y < FRAME.height; y += 1)
      for (let x = Math.floor(place * space); x < (place + 1) * space; x += 1) {
        const [u, v] = [Math.round((x - left) / scale), Math.round((y - top) / scale)];
        if (u < 0 || v < 0 || u >= width || v >= height) continue;
        const source = 4 * (v * width + u);
        data.set(from.subarray(source, source + 4), 4 * (y * FRAME.width + x));
      }
  }
  return encode({ ...FRAME, data }, 90).data;
}

const frameOf = (id: string): Uint8Array => at(readSample(id).clip, 1)[0] ?? new Uint8Array();
const grey = encode({ width: 148, height: 178, data: Buffer.alloc(4 * 148 * 178, 128) }, 80).data;

describe('pictures that serve for nothing', () => {
  it('are refused as chip photo when there is no face in them', async () => {
    await expect(service().begin(grey)).rejects.toMatchObject({ code: 'CARD_PHOTO_UNREADABLE' });
  });

  it('are refused as probe when there is no face, more than one, or a tiny one', async () => {
    const two = beside([frameOf('somying'), frameOf('malee')], 0.9);
    const tiny = beside([frameOf('somying')], 0.2);
    const capture = service();
    await capture.begin(readSample('somying').photo);
    const straightLook = (jpeg: Uint8Array) => capture.judge('look-straight', [jpeg, jpeg, jpeg]);
    expect(await straightLook(grey)).toEqual({ verdict: 'again', hint: { code: 'FACE_NOT_FOUND' } });
    expect(await straightLook(two)).toEqual({ verdict: 'again', hint: { code: 'FACE_SEVERAL' } });
    expect(await straightLook(tiny)).toMatchObject({
      verdict: 'again',
      hint: { code: expect.stringMatching(/^FACE_(NOT_FOUND|UNCLEAR)$/) },
    });
  });

  it('are refused when they come in a flood, and the engine goes on', async () => {
    const frame = frameOf('somying');
    const startedAt = performance.now();
    const answers = await Promise.allSettled(Array.from({ length: FLOOD }, () => engine.analyze(frame)));
    expect(performance.now() - startedAt).toBeLessThan(FLOOD_MS);
    const refused = answers.flatMap((answer) => (answer.status === 'rejected' ? [answer.reason] : []));
    expect(refused.length).toBeGreaterThan(FLOOD / 2);
    expect(new Set(refused.map(({ code }) => code))).toEqual(new Set(['REQUEST_INVALID']));
    expect((await engine.analyze(frame)).faces).toBe(1);
  });
});
