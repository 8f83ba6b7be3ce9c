import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { policySchema } from '../../contract/index.ts';
import { inCache, inProject } from '../../native/setup/index.ts';
import type { CaptureHostRequest, CaptureRun } from './capture-host.ts';
import { type ElectronHost, startHost } from './electron-host.ts';

const policy = policySchema.parse(
  JSON.parse(readFileSync(inProject('resources', 'policy', '2026-1.json'), 'utf8')),
);
/** A clip plays in a loop of 14 s; a challenge may have to wait for the next one, on a busy computer for some. */
const LOOPS_MS = 12 * 14_000;

let host: ElectronHost<CaptureHostRequest> | undefined;
afterEach(() => host?.stop());

/** A capture in a real window, whose camera plays the clip of a sample citizen. */
async function captureWith(id: string, liveness = policy.liveness): Promise<CaptureRun> {
  host = await startHost(join(import.meta.dirname, 'capture-host.ts'), {
    page: join(import.meta.dirname, 'capture-page', 'index.html'),
    switches: [
      '--use-fake-device-for-media-stream',
      '--use-fake-ui-for-media-stream',
      `--use-file-for-fake-video-capture=${inCache('samples', id, 'clip.mjpeg')}`,
    ],
  });
  const reference = readFileSync(inCache('samples', id, 'photo.jpg'));
  return (await host.ask({ reference, policy: { face: policy.face, liveness } })) as CaptureRun;
}

describe('a capture from the camera to the decision', () => {
  it(
    'takes frames that the trusted side accepts as live and as the holder of the card',
    async () => {
      const { steps, result } = await captureWith('malee');
      expect(result.liveness.outcome).toBe('live');
      expect(result.comparison.zone).toBe('accept');
      expect(new Set(steps.map(({ step }) => step))).toEqual(
        new Set(['look-straight', ...policy.liveness.challenges]),
      );
      expect(steps[0]?.taken.guidance).toContain('hold-still');
    },
    LOOPS_MS,
  );

  it(
    'ends with a refusal when the face is another than that of the card',
    async () => {
      const { result } = await captureWith('kanya', { ...policy.liveness, count: 1 });
      expect(result.comparison.zone).toBe('refuse');
    },
    LOOPS_MS,
  );
});
