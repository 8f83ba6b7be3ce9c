import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { encode } from 'jpeg-js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FRAME_LIMITS } from '../../contract/index.ts';
import { at, readSample } from './clip.ts';
import { type RealEngine, startRealEngine } from './real-engine.ts';

const ACCEPT = 0.6;

let engine: RealEngine;
beforeAll(async () => {
  engine = await startRealEngine();
});
afterAll(() => engine?.stop());

async function embeddingOf(jpeg: Uint8Array): Promise<Float32Array> {
  const { face } = await engine.analyze(jpeg);
  if (!face) throw new Error('no face');
  return engine.embed(jpeg, face.landmarks);
}

const cosine = (one: Float32Array, other: Float32Array): number =>
  one.reduce((sum, value, index) => sum + value * (other[index] ?? 0), 0);

describe('the face engine in its window', () => {
  it('gives one person a score above the accept threshold and different people one far below', async () => {
    const ids = ['somying', 'malee', 'wilai'];
    const people = await Promise.all(
      ids.map(async (id) => {
        const { photo, clip } = readSample(id);
        const [live] = at(clip, 1);
        return { card: await embeddingOf(photo), live: await embeddingOf(live ?? photo) };
      }),
    );
    for (const [index, { live }] of people.entries())
      for (const [other, { card }] of people.entries()) {
        if (index === other) expect(cosine(live, card)).toBeGreaterThan(ACCEPT);
        else expect(cosine(live, card)).toBeLessThan(0.4);
      }
  });

  it('answers what it found: 478 points, the pose, and no face where there is none', async () => {
    const [frame = new Uint8Array()] = at(readSample('somying').clip, 1);
    const { faces, face } = await engine.analyze(frame);
    expect(faces).toBe(1);
    expect(face?.landmarks).toHaveLength(478);
    expect(Math.abs(face?.pose.yaw ?? 90)).toBeLessThan(5);

    const grey = encode({ width: 640, height: 480, data: Buffer.alloc(640 * 480 * 4, 128) }, 80).data;
    expect(await engine.analyze(grey)).toEqual({ faces: 0, face: null });
  });

  it.each([
    ['no bytes', new Uint8Array()],
    ['what is no JPEG', new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg"/>')],
    ['a broken JPEG', readSample('somying').photo.slice(0, 400)],
    ['a picture of absurd size', withSize(readSample('somying').photo, 8000, 6000)],
    ['more bytes than a frame may have', new Uint8Array(FRAME_LIMITS.maxBytes + 1)],
  ])('refuses %s', async (_, jpeg) => {
    await expect(engine.analyze(jpeg)).rejects.toMatchObject({ code: 'FACE_IMAGE_INVALID' });
  });

  it('reaches no network, not even this computer', async () => {
    let requests = 0;
    const server = createServer((_request, response) => {
      requests += 1;
      response.end('hello');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    // The first request makes sure that the page is there.
    await engine.analyze(readSample('somying').photo);
    expect(await engine.reachOut(`http://127.0.0.1:${port}/`)).toBe(false);
    expect(requests).toBe(0);
    server.close();
  });

  it('is there again after its page has crashed', async () => {
    const { photo } = readSample('somying');
    await engine.crash();
    const first = await engine.analyze(photo).catch((error: unknown) => error);
    if (first instanceof Error) expect(first).toMatchObject({ code: 'FACE_ENGINE_FAILED' });
    expect((await engine.analyze(photo)).faces).toBe(1);
  });

  it('gives up on a page that hangs, and is there again', async () => {
    const { photo } = readSample('somying');
    await engine.hang();
    await expect(engine.analyze(photo)).rejects.toMatchObject({ code: 'FACE_ENGINE_FAILED' });
    expect((await engine.analyze(photo)).faces).toBe(1);
  });
});

/** The same JPEG, its header claiming another size. */
function withSize(jpeg: Uint8Array, width: number, height: number): Uint8Array {
  const changed = Buffer.from(jpeg);
  const startOfFrame = changed.indexOf(Buffer.of(0xff, 0xc0, 0x00, 0x11));
  changed.writeUInt16BE(height, startOfFrame + 5);
  changed.writeUInt16BE(width, startOfFrame + 7);
  return changed;
}
