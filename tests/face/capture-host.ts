import { randomInt } from 'node:crypto';
import { app, BrowserWindow } from 'electron';
import type { CaptureStep, Policy } from '../../contract/index.ts';
import { type CaptureResult, createFaceService, type FrameVerdict } from '../../electron/face/index.ts';
import { APP_URL, allowOnlyTheCamera } from '../../electron/shell/index.ts';
import { confinedSession, prepareHost, serveRequests, startEngine } from './host.ts';
import type { Taken } from './taken.ts';

/** An Electron program with the page that captures and the trusted side that judges, and nothing else. */

export type CaptureHostRequest = {
  reference: Uint8Array;
  policy: Pick<Policy, 'face' | 'liveness'>;
};
export type CaptureRun = {
  steps: { step: CaptureStep; verdict: FrameVerdict; judgeMs: number; taken: Omit<Taken, 'frames'> }[];
  result: CaptureResult;
};

/** A step that is judged "again" more often than this does not come to an end. */
const TRIES = 4;

prepareHost();
void app.whenReady().then(async () => {
  const engine = startEngine(confinedSession('face-engine'));
  const pages = confinedSession('kiosk');
  allowOnlyTheCamera(pages);
  const window = new BrowserWindow({
    webPreferences: { session: pages, sandbox: true, backgroundThrottling: false },
  });
  await window.loadURL(APP_URL);

  serveRequests<CaptureHostRequest>(async ({ reference, policy }): Promise<CaptureRun> => {
    const service = createFaceService({
      engine,
      policy,
      random: () => randomInt(2 ** 32) / 2 ** 32,
      now: () => new Date(),
    });
    const steps: CaptureRun['steps'] = [];
    for (const step of ['look-straight', ...(await service.begin(reference))] as const) {
      for (let attempt = 0; attempt < TRIES; attempt += 1) {
        const { frames, ...taken }: Taken = await window.webContents.executeJavaScript(
          `window.takeStep('${step}', ${steps.length})`,
        );
        const startedAt = performance.now();
        const verdict = await service.judge(step, frames);
        steps.push({ step, verdict, judgeMs: performance.now() - startedAt, taken });
        if (verdict.verdict !== 'again') break;
      }
    }
    return { steps, result: await service.finish() };
  });
});
