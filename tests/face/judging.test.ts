import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Challenge, Policy } from '../../contract/index.ts';
import { createFaceService, type FaceService } from '../../electron/face/index.ts';
import { at, readSample } from './clip.ts';
import { flatPrint } from './flat-print.ts';
import { type RealEngine, startRealEngine } from './real-engine.ts';

/** Seconds of the sample clips that show each movement: before it, at its peak and after it. */
const MOVEMENTS: Record<Challenge, [number, number, number]> = {
  'turn-left': [1.9, 2.8, 3.8],
  'turn-right': [4.1, 5, 6],
  blink: [6.3, 6.6, 6.9],
  'open-mouth': [7.3, 8, 8.7],
  'look-up': [9, 9.8, 10.6],
};
const ALL = Object.keys(MOVEMENTS) as Challenge[];
const FACE: Policy['face'] = {
  model: 'mobilefacenet-192',
  acceptThreshold: 0.6,
  lookThreshold: 0.4,
  maxAttempts: 5,
  attemptPauseSeconds: 30,
  supervisorAfter: 8,
};

let engine: RealEngine;
beforeAll(async () => {
  engine = await startRealEngine();
});
afterAll(() => engine?.stop());

/** A service that asks for the challenges in the order given; its clock goes on by a second each time it is read. */
function serviceFor(challenges: Challenge[], count = challenges.length): FaceService {
  let seconds = 0;
  return createFaceService({
    engine,
    policy: { face: FACE, liveness: { challenges, count, replacements: challenges.length - count } },
    random: () => 0,
    now: () => {
      seconds += 1;
      return new Date(1000 * seconds);
    },
  });
}

const straight = (clip: Uint8Array[]): Uint8Array[] => at(clip, 0.5, 1, 1.5, 1.9);
const movement = (clip: Uint8Array[], challenge: Challenge): Uint8Array[] =>
  at(clip, ...MOVEMENTS[challenge]);

describe('judging the frames of a capture', () => {
  it.each(['somying', 'malee', 'wilai'])(
    'passes the holder of the card (%s) in every challenge',
    async (id) => {
      const { photo, clip } = readSample(id);
      const service = serviceFor(ALL);
      const drawn = await service.begin(photo);
      expect(drawn.toSorted()).toEqual(ALL.toSorted());
      expect(await service.judge('look-straight', straight(clip))).toEqual({ verdict: 'passed' });
      for (const challenge of drawn)
        expect([challenge, await service.judge(challenge, movement(clip, challenge))]).toEqual([
          challenge,
          { verdict: 'passed' },
        ]);
      const { comparison, liveness, keyFrames, probe } = await service.finish();
      expect(comparison).toMatchObject({ zone: 'accept', threshold: 0.6, model: FACE.model });
      expect(liveness).toMatchObject({ outcome: 'live', ms: 5000 });
      expect(liveness.challenges.map(({ ms }) => ms)).toEqual([1000, 1000, 1000, 1000, 1000]);
      expect(keyFrames).toHaveLength(ALL.length);
      expect(straight(clip)).toContainEqual(probe);
    },
  );

  it('refuses another face than that of the card', async () => {
    const { photo, clip } = readSample('kanya');
    const service = serviceFor(['blink']);
    await service.begin(photo);
    await service.judge('look-straight', straight(clip));
    const { comparison, liveness } = await service.finish();
    expect(comparison.zone).toBe('refuse');
    expect(liveness.outcome).toBe('not-done');
  });

  it('asks again when the frames show another movement than the one asked for', async () => {
    const { photo, clip } = readSample('somying');
    for (const asked of ALL) {
      const service = serviceFor([asked]);
      await service.begin(photo);
      await service.judge('look-straight', straight(clip));
      for (const shown of ALL.filter((challenge) => challenge !== asked))
        expect([asked, shown, await service.judge(asked, movement(clip, shown))]).toEqual([
          asked,
          shown,
          { verdict: 'again', hint: { code: 'FACE_MOVE_AGAIN' } },
        ]);
    }
  });

  it('notices that another person does the challenge', async () => {
    const service = serviceFor(['turn-left']);
    await service.begin(readSample('somying').photo);
    await service.judge('look-straight', straight(readSample('somying').clip));
    const swapped = await service.judge('turn-left', movement(readSample('malee').clip, 'turn-left'));
    expect(swapped).toEqual({ verdict: 'not-live', because: 'another-person' });
    expect((await service.finish()).liveness.outcome).toBe('not-live');
  });

  it('notices that two people share the straight look', async () => {
    const [one, other] = [readSample('somying'), readSample('malee')];
    const service = serviceFor(['turn-left']);
    await service.begin(one.photo);
    const shared = [...at(one.clip, 0.5, 1), ...at(other.clip, 0.5, 1)];
    expect(await service.judge('look-straight', shared)).toEqual({
      verdict: 'not-live',
      because: 'another-person',
    });
  });

  it('lets no turned print pass for a turned head', async () => {
    const { photo, clip } = readSample('wilai');
    const [still = photo] = at(clip, 1);
    for (const challenge of ['turn-left', 'turn-right'] as const) {
      const service = serviceFor([challenge]);
      await service.begin(photo);
      const print = (degrees: number): Uint8Array => flatPrint(still, degrees);
      expect(await service.judge('look-straight', [print(0), print(2), print(-2)])).toEqual({
        verdict: 'passed',
      });
      for (const degrees of [-50, -30, 30, 50]) {
        const { verdict } = await service.judge(challenge, [print(0), print(degrees), print(0)]);
        expect([challenge, degrees, verdict]).not.toContain('passed');
      }
    }
  });

  it('takes another challenge in place of one that was not done, and tells of both', async () => {
    const { photo, clip } = readSample('somying');
    const service = serviceFor(['blink', 'open-mouth'], 1);
    const [drawn = 'blink'] = await service.begin(photo);
    await service.judge('look-straight', straight(clip));
    const other = service.replaceChallenge() ?? drawn;
    expect([drawn, other].toSorted()).toEqual(['blink', 'open-mouth']);
    await expect(service.judge(drawn, movement(clip, drawn))).rejects.toMatchObject({
      code: 'REQUEST_INVALID',
    });
    expect(await service.judge(other, movement(clip, other))).toEqual({ verdict: 'passed' });
    expect((await service.finish()).liveness).toMatchObject({
      outcome: 'live',
      challenges: [
        { challenge: other, passed: true },
        { challenge: drawn, passed: false },
      ],
    });
  });

  it('says what is wrong with a straight look', async () => {
    const { photo, clip } = readSample('somying');
    const service = serviceFor(['blink']);
    await service.begin(photo);
    expect(await service.judge('look-straight', at(clip, 2.8, 2.9, 3))).toEqual({
      verdict: 'again',
      hint: { code: 'FACE_UNCLEAR' },
    });
  });

  it('takes no challenge before the straight look, none out of turn, and nothing after it forgot', async () => {
    const { photo, clip } = readSample('somying');
    const service = serviceFor(['turn-left', 'blink']);
    await service.begin(photo);
    const blink = movement(clip, 'blink');
    await expect(service.judge('turn-left', blink)).rejects.toMatchObject({ code: 'REQUEST_INVALID' });
    await service.judge('look-straight', straight(clip));
    await expect(service.judge('blink', blink)).rejects.toMatchObject({ code: 'REQUEST_INVALID' });
    service.forget();
    await expect(service.judge('turn-left', blink)).rejects.toMatchObject({ code: 'REQUEST_INVALID' });
    await expect(service.finish()).rejects.toMatchObject({ code: 'REQUEST_INVALID' });
  });

  it.each([
    ['is broken', readSample('somying').photo.slice(0, 500)],
    ['is empty', new Uint8Array()],
  ])('says that the card photo is unreadable when it %s', async (_, photo) => {
    await expect(serviceFor(['blink']).begin(photo)).rejects.toMatchObject({ code: 'CARD_PHOTO_UNREADABLE' });
  });
});
