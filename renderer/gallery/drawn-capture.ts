import type { Guidance } from '../capture/index.ts';
import type { StartCapture } from '../citizen/index.ts';
import { drawFace } from './drawn-face.ts';

/** A camera that sees a drawn face, and guidance that repeats what is asked, or always says the same; or that sees nobody any more. */
export const drawnCapture =
  (guidance: Guidance | null, away: boolean): StartCapture =>
  ({ video, onGuidance, onAway }) => {
    const canvas = document.createElement('canvas');
    canvas.width = 640;
    canvas.height = 480;
    const context = canvas.getContext('2d');
    if (context) drawFace(context, canvas.width, canvas.height);
    const stream = canvas.captureStream(5);
    video.srcObject = stream;
    const repaint = setInterval(() => context && drawFace(context, canvas.width, canvas.height), 200);
    return {
      setStep: (step) => {
        onGuidance(guidance ?? step);
        onAway(away);
      },
      stop: () => {
        clearInterval(repaint);
        for (const track of stream.getTracks()) track.stop();
      },
    };
  };
