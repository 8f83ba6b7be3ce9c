import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Policy } from '../../contract/index.ts';
import { inCache } from '../../native/setup/index.ts';
import type { CaptureHostRequest, CaptureRun } from './capture-host.ts';
import { startHost } from './electron-host.ts';

/** A capture in a real window, whose camera plays the clip of a sample citizen. */
export async function captureWith(
  id: string,
  policy: Pick<Policy, 'face' | 'liveness'>,
): Promise<CaptureRun> {
  const host = await startHost<CaptureHostRequest>(join(import.meta.dirname, 'capture-host.ts'), {
    page: join(import.meta.dirname, 'capture-page', 'index.html'),
    switches: [
      '--use-fake-device-for-media-stream',
      '--use-fake-ui-for-media-stream',
      `--use-file-for-fake-video-capture=${inCache('samples', id, 'clip.mjpeg')}`,
    ],
  });
  try {
    const reference = readFileSync(inCache('samples', id, 'photo.jpg'));
    const { face, liveness } = policy;
    return (await host.ask({ reference, policy: { face, liveness } })) as CaptureRun;
  } finally {
    await host.stop();
  }
}
