import type { Guidance } from '../capture/index.ts';
import type { StartCapture } from '../citizen/index.ts';
import { drawFace } from './drawn-face.ts';

/** A camera that sees a drawn face, and guidance that repeats what is asked, or always says the same. */
export const drawnCapture =
  (guidance: Guidance | null): StartCapture =>
  ({ video, onGuidance }) => {
    const canvas = document.createElement('canvas');
    canvas.width = 640;
    canvas.height = 480;
    const context = canvas.getContext('2d');
    if (context) drawFace(context, canvas.width, canvas.height);
    const stream = canvas.captureStream(5);
    video.srcObject = stream;
    const repaint = setInterval(() => context && drawFace(context, canvas.width, canvas.height), 200);
    return {
      setStep: (step) => onGuidance(guidance ?? step),
      stop: () => {
        clearInterval(repaint);
        for (const track of stream.getTracks()) track.stop();
      },
    };
  };
