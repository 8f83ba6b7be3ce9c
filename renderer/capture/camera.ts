import { type CameraProblem, type KioskStatus, nameHas } from '../../contract/index.ts';

const WANTED = { width: { ideal: 640 }, height: { ideal: 480 }, frameRate: { ideal: 30 } } as const;

export type CameraAnswer = { ok: true; stream: MediaStream } | { ok: false; problem: CameraProblem };

/** What the trusted side says of cameras: the chosen one's label, and words of labels that are refused or alone allowed. */
export type CameraWish = KioskStatus['camera'];

/**
 * Opens the chosen camera, 640 × 480; where it is not attached, the first one that may be used. A virtual one is
 * never opened.
 */
export async function openCamera(devices: MediaDevices, wish: CameraWish): Promise<CameraAnswer> {
  const cameras = (await devices.enumerateDevices()).filter(({ kind }) => kind === 'videoinput');
  const chosen = pickCamera(cameras, wish);
  if (!chosen) return { ok: false, problem: problemOfAll(cameras, wish) };
  try {
    const video = { ...WANTED, deviceId: { exact: chosen.deviceId } };
    return { ok: true, stream: await devices.getUserMedia({ video, audio: false }) };
  } catch (fault) {
    return { ok: false, problem: problemOf(fault) };
  }
}

export function pickCamera<Camera extends { label: string }>(
  cameras: readonly Camera[],
  wish: CameraWish,
): Camera | null {
  const usable = cameras.filter(({ label }) => whyNot(label, wish) === null);
  return usable.find(({ label }) => label === wish.chosen) ?? usable[0] ?? null;
}

/** Why a camera of this label may not be used; null when it may. */
export function whyNot(
  label: string,
  { refused, allowed }: Pick<CameraWish, 'refused' | 'allowed'>,
): 'CAMERA_VIRTUAL' | 'CAMERA_NOT_ALLOWED' | null {
  if (nameHas(label, refused)) return 'CAMERA_VIRTUAL';
  return allowed === null || nameHas(label, allowed) ? null : 'CAMERA_NOT_ALLOWED';
}

/** A real camera that may not be used says more than a virtual one beside it. */
function problemOfAll(cameras: readonly { label: string }[], wish: CameraWish): CameraProblem {
  const reasons = cameras.map(({ label }) => whyNot(label, wish));
  if (reasons.includes('CAMERA_NOT_ALLOWED')) return 'CAMERA_NOT_ALLOWED';
  return reasons.length > 0 ? 'CAMERA_VIRTUAL' : 'CAMERA_MISSING';
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
