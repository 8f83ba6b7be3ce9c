import type { CameraProblem, KioskStatus } from '../../contract/index.ts';

const WANTED = { width: { ideal: 640 }, height: { ideal: 480 }, frameRate: { ideal: 30 } } as const;

export type CameraAnswer = { ok: true; stream: MediaStream } | { ok: false; problem: CameraProblem };

/** What the trusted side says of cameras: the chosen one's label, and words of labels that are refused. */
export type CameraWish = KioskStatus['camera'];

/**
 * Opens the chosen camera, 640 × 480; where it is not attached, the first one that may be used. A virtual one is
 * never opened.
 */
export async function openCamera(devices: MediaDevices, wish: CameraWish): Promise<CameraAnswer> {
  const cameras = (await devices.enumerateDevices()).filter(({ kind }) => kind === 'videoinput');
  const chosen = pickCamera(cameras, wish);
  if (!chosen) return { ok: false, problem: cameras.length > 0 ? 'CAMERA_VIRTUAL' : 'CAMERA_MISSING' };
  try {
    const video = { ...WANTED, deviceId: { exact: chosen.deviceId } };
    return { ok: true, stream: await devices.getUserMedia({ video, audio: false }) };
  } catch (fault) {
    return { ok: false, problem: problemOf(fault) };
  }
}

export function pickCamera<Camera extends { label: string }>(
  cameras: readonly Camera[],
  { chosen, refused }: CameraWish,
): Camera | null {
  const usable = cameras.filter(({ label }) => !isVirtual(label, refused));
  return usable.find(({ label }) => label === chosen) ?? usable[0] ?? null;
}

/** Whether one of the refused words stands in the label as a word of its own. */
export function isVirtual(label: string, refused: readonly string[]): boolean {
  const words = label
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .join(' ');
  return refused.some((refusal) => ` ${words} `.includes(` ${refusal.toLowerCase()} `));
}

/**
 * NotReadableError and AbortError: the camera is there, something else holds it. NotAllowedError: the system or a
 * policy forbids it (W3C Media Capture and Streams, 10.2).
 */
export function problemOf(fault: unknown): CameraProblem {
  const name = fault instanceof DOMException ? fault.name : '';
  if (name === 'NotReadableError' || name === 'AbortError') return 'CAMERA_BUSY';
  return name === 'NotAllowedError' || name === 'SecurityError' ? 'CAMERA_DENIED' : 'CAMERA_MISSING';
}
