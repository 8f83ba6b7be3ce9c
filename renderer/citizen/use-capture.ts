import { type RefObject, useContext, useEffect, useRef, useState } from 'react';
import type { VisitView } from '../../contract/index.ts';
import type { CaptureSession, Guidance } from '../capture/index.ts';
import { useActions, useCameraWish } from '../state/index.ts';
import { afterPaint } from './after-paint.ts';
import { CaptureContext } from './capture-context.ts';
import { createSteadyGuidance } from './steady-guidance.ts';

/** What the face screen tells the citizen. */
export type Guided = {
  /** The camera's picture is there. */
  seeing: boolean;
  /** Null until something is known of the present step. */
  guidance: Guidance | null;
  /** The citizen seems to have walked away. */
  away: boolean;
};

/**
 * Runs the capture as long as the face screen is there: follows the step the trusted side asks for and hands
 * it the frames.
 */
export function useCapture(
  video: RefObject<HTMLVideoElement | null>,
  { current, request }: Extract<VisitView, { step: 'face' }>,
): Guided {
  const startCapture = useContext(CaptureContext);
  const { run } = useActions();
  const wish = useCameraWish();
  const session = useRef<CaptureSession>(null);
  const asked = useRef({ current, request });
  const steady = useRef(createSteadyGuidance());
  const [guided, setGuided] = useState<Guided>({ seeing: false, guidance: null, away: false });

  useEffect(() => {
    const shown = video.current;
    if (!shown || !startCapture || wish === null) return;
    return afterPaint(() => {
      const started = startCapture({
        video: shown,
        camera: wish,
        onGuidance(said) {
          const guidance = steady.current(said, performance.now());
          // Said with each frame: the screen is drawn anew only when it changes.
          setGuided((now) =>
            now.seeing && now.guidance === guidance ? now : { ...now, seeing: true, guidance },
          );
        },
        onAway: (away) => setGuided((now) => ({ ...now, away })),
        onProblem: (problem) => void run(({ reportCamera }) => reportCamera({ problem })),
        sendFrames: (frames, step, forRequest) =>
          void run(({ submitFrames }) => submitFrames({ step, request: forRequest, frames })),
      });
      session.current = started;
      started.setStep(asked.current.current, asked.current.request);
      return () => started.stop();
    });
  }, [startCapture, run, video, wish]);

  useEffect(() => {
    asked.current = { current, request };
    steady.current = createSteadyGuidance();
    setGuided((now) => ({ ...now, guidance: null }));
    session.current?.setStep(current, request);
  }, [current, request]);

  return guided;
}
