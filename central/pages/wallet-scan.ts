/** What browsers with a scanner of their own have; TypeScript's library does not know it yet. */
type Scanner = { detect(source: HTMLVideoElement): Promise<{ rawValue: string }[]> };
type ScannerKind = new (options: { formats: string[] }) => Scanner;

const LOOK_MS = 200;
/** The middle of the camera's picture, in which people hold the code: larger would take a cheap phone too long. */
const LOOK_PX = 720;
/** A code on a screen fills many pixels of a good camera; of the common ones this is the best. */
const CAMERA = { facingMode: 'environment', width: { ideal: 1920 }, height: { ideal: 1080 } };

export const canScan = (): boolean => navigator.mediaDevices?.getUserMedia !== undefined;

/** Shows the camera in `video` until a QR is seen. @throws when the camera is refused */
export async function scanQr(video: HTMLVideoElement): Promise<string> {
  const look = browserScanner() ?? (await ownScanner());
  const stream = await navigator.mediaDevices.getUserMedia({ video: CAMERA });
  try {
    video.srcObject = stream;
    await video.play();
    for (;;) {
      const seen = await look(video);
      if (seen !== null) return seen;
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    }
  } finally {
    for (const track of stream.getTracks()) track.stop();
    video.srcObject = null;
  }
}

type Look = (video: HTMLVideoElement) => Promise<string | null>;

function browserScanner(): Look | null {
  const { BarcodeDetector: Kind } = globalThis as { BarcodeDetector?: ScannerKind };
  if (Kind === undefined) return null;
  const scanner = new Kind({ formats: ['qr_code'] });
  return async (video) => (await scanner.detect(video))[0]?.rawValue ?? null;
}

/** Browsers without one (Safari, Firefox) get ZXing, a megabyte, when somebody wants to scan. */
async function ownScanner(): Promise<Look> {
  const { prepareZXingModule, readBarcodes } = await import('zxing-wasm/reader');
  prepareZXingModule({ overrides: { locateFile: (file: string) => `/${file}` } });
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (context === null) throw new Error('This browser has no canvas.');
  return async (video) => {
    const edge = Math.min(LOOK_PX, video.videoWidth, video.videoHeight);
    if (edge === 0) return null;
    canvas.width = canvas.height = edge;
    const [left, top] = [(video.videoWidth - edge) / 2, (video.videoHeight - edge) / 2];
    context.drawImage(video, left, top, edge, edge, 0, 0, edge, edge);
    const picture = context.getImageData(0, 0, edge, edge);
    const [seen] = await readBarcodes(picture, { formats: ['QRCode'] });
    return seen?.text || null;
  };
}
