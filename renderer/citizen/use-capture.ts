import { type RefObject, useContext, useEffect, useRef, useState } from 'react';
import type { VisitView } from '../../contract/index.ts';
import type { CaptureSession, Guidance } from '../capture/index.ts';
import { useActions } from '../state/index.ts';
import { CaptureContext } from './capture-context.ts';
import { createSteadyGuidance } from './steady-guidance.ts';

/** What the face screen tells the citizen. */
export type Guided = {
  /** The camera's picture is there. */
  seeing: boolean;
  /** Null until something is known of the present step. */
  guidance: Guidance | null;
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
  const session = useRef<CaptureSession>(null);
  const steady = useRef(createSteadyGuidance());
  const [guided, setGuided] = useState<Guided>({ seeing: false, guidance: null });

  useEffect(() => {
    if (!video.current || !startCapture) return;
    const started = startCapture({
      video: video.current,
      onGuidance: (said) => setGuided({ seeing: true, guidance: steady.current(said, performance.now()) }),
      onProblem: (code) => void run(({ reportCamera }) => reportCamera({ code })),
      sendFrames: (frames, step, forRequest) =>
        void run(({ submitFrames }) => submitFrames({ step, request: forRequest, frames })),
    });
    session.current = started;
    return () => started.stop();
  }, [startCapture, run, video]);

  useEffect(() => {
    session.current?.setStep(current, request);
    steady.current = createSteadyGuidance();
    setGuided(({ seeing }) => ({ seeing, guidance: null }));
  }, [current, request]);

  return guided;
}
