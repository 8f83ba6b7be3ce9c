import type { KioskStatus } from '../../contract/index.ts';
import type { Words } from '../i18n/index.ts';
import type { CameraState } from '../state/index.ts';

/** A thing at a glance: a word and a colour. */
export type Glance = { word: string; tone: 'good' | 'attention' | 'stop' };

export function readerGlance({ reader, simulated }: KioskStatus, { header }: Words): Glance {
  if (reader.state !== 'ready') return { word: header.readerState[reader.state], tone: 'stop' };
  return simulated.reader
    ? { word: header.readerSimulated, tone: 'attention' }
    : { word: header.readerState.ready, tone: 'good' };
}

export function cameraGlance(camera: CameraState, { simulated }: KioskStatus, { header }: Words): Glance {
  if (camera === 'missing') return { word: header.cameraState.missing, tone: 'stop' };
  if (simulated.camera) return { word: header.cameraSimulated, tone: 'attention' };
  return { word: header.cameraState[camera], tone: camera === 'ready' ? 'good' : 'attention' };
}

/** Offline is no fault: the kiosk is made to work on. */
export function centreGlance({ centre }: KioskStatus, { header }: Words): Glance {
  const tone = { online: 'good', offline: 'attention', unregistered: 'stop', revoked: 'stop' } as const;
  return { word: header.centreState[centre.state], tone: tone[centre.state] };
}

export function outboxGlance({ outbox }: KioskStatus, { header }: Words): Glance {
  if (outbox.frozen) return { word: header.frozen[outbox.frozen](outbox.waiting), tone: 'stop' };
  if (outbox.warning) return { word: header.nearLimit[outbox.warning](outbox.waiting), tone: 'attention' };
  if (outbox.parked === 0) return { word: header.waiting(outbox.waiting), tone: 'good' };
  return { word: `${header.waiting(outbox.waiting)} · ${header.parked(outbox.parked)}`, tone: 'attention' };
}

export function operatorGlance({ operator, choosingPin }: KioskStatus, { header }: Words): Glance {
  if (choosingPin) return { word: choosingPin.name, tone: 'attention' };
  return operator ? { word: operator.name, tone: 'good' } : { word: header.signedOut, tone: 'attention' };
}
