/** What browsers with a scanner of their own have; TypeScript's library does not know it yet. */
type Scanner = { detect(source: HTMLVideoElement): Promise<{ rawValue: string }[]> };
type ScannerKind = new (options: { formats: string[] }) => Scanner;

const LOOK_MS = 200;

function scannerKind(): ScannerKind | null {
  return (globalThis as { BarcodeDetector?: ScannerKind }).BarcodeDetector ?? null;
}

/** Whether this browser can scan by itself; every phone's camera app can open the link in the QR. */
export const canScan = (): boolean =>
  scannerKind() !== null && navigator.mediaDevices?.getUserMedia !== undefined;

/** Shows the camera in `video` until a QR is seen. @throws when the camera is refused */
export async function scanQr(video: HTMLVideoElement): Promise<string> {
  const Kind = scannerKind();
  if (Kind === null) throw new Error('This browser has no scanner.');
  const scanner = new Kind({ formats: ['qr_code'] });
  const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } });
  try {
    video.srcObject = stream;
    await video.play();
    for (;;) {
      const [seen] = await scanner.detect(video);
      if (seen !== undefined) return seen.rawValue;
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    }
  } finally {
    for (const track of stream.getTracks()) track.stop();
    video.srcObject = null;
  }
}
