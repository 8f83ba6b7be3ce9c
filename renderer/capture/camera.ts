import type { CameraProblem } from '../../contract/index.ts';

/** Names under which programs offer a picture of their own as a camera. */
const VIRTUAL_LABELS =
  /\b(obs|virtual|manycam|xsplit|vcam|snap camera|droidcam|iriun|epoccam|e2esoft|youcam|sparkocam|splitcam|webcamoid|camtwist|mmhmm|nvidia broadcast|dummy video device|loopback)\b/i;

const WANTED = { width: { ideal: 640 }, height: { ideal: 480 }, frameRate: { ideal: 30 } } as const;

export type CameraAnswer = { ok: true; stream: MediaStream } | { ok: false; problem: CameraProblem };

/** Opens the first real camera, 640 × 480. A virtual one is never opened. */
export async function openCamera(devices: MediaDevices): Promise<CameraAnswer> {
  const cameras = (await devices.enumerateDevices()).filter(({ kind }) => kind === 'videoinput');
  const real = cameras.find(({ label }) => !isVirtual(label));
  if (!real) return { ok: false, problem: cameras.length > 0 ? 'CAMERA_VIRTUAL' : 'CAMERA_MISSING' };
  try {
    const video = { ...WANTED, deviceId: { exact: real.deviceId } };
    return { ok: true, stream: await devices.getUserMedia({ video, audio: false }) };
  } catch (fault) {
    return { ok: false, problem: problemOf(fault) };
  }
}

export function isVirtual(label: string): boolean {
  return VIRTUAL_LABELS.test(label);
}

/** NotReadableError and AbortError: the camera is there, something else holds it (W3C Media Capture, 10.2). */
export function problemOf(fault: unknown): CameraProblem {
  const name = fault instanceof DOMException ? fault.name : '';
  return name === 'NotReadableError' || name === 'AbortError' ? 'CAMERA_BUSY' : 'CAMERA_MISSING';
}
