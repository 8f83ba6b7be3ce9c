import type { KioskStatus, StaffView } from '../../contract/index.ts';
import type { CameraState, Page } from '../state/index.ts';
import { STAFF, STATUS } from './samples.ts';

const PAGES: readonly Page[] = ['details', 'desk', 'diagnosis', 'report', 'pin'];

/** What lies over or instead of the visit on a screen of this name. */
export function pageOf(screen: string): Page {
  const [page] = screen.split('-');
  return PAGES.find((name) => name === page) ?? 'visit';
}

/** What a screen is about, where it is not the visit. */
const OUTBOX_OF: Readonly<Record<string, KioskStatus['outbox']>> = {
  'card-problem-frozen': { ...STATUS.outbox, waiting: 1000, frozen: 'count' },
  'details-near-limit': { ...STATUS.outbox, waiting: 214, warning: 'count' },
  'details-frozen': { ...STATUS.outbox, waiting: 214, warning: 'disk', frozen: 'disk' },
};

export const outboxAt = (screen: string): KioskStatus['outbox'] => OUTBOX_OF[screen] ?? STATUS.outbox;

export const cameraAt = (screen: string): CameraState =>
  screen.endsWith('-camera-missing') ? 'missing' : 'ready';

export const readerAt = (screen: string): KioskStatus['reader'] =>
  screen.endsWith('-reader') ? { ...STATUS.reader, state: 'missing', name: null } : STATUS.reader;

export const lockedAt = (screen: string): KioskStatus['locked'] =>
  screen === 'details-locked' ? ['camera', 'slipWidthMm'] : STATUS.locked;

export function setUpAt(screen: string): KioskStatus['setUp'] {
  if (!screen.startsWith('set-up')) return null;
  const reason = { code: 'PROVISIONING_INVALID', details: { reason: 'code-used' } } as const;
  return { reason: screen === 'set-up-refused' ? reason : null };
}

export function operatorAt(screen: string): StaffView | null {
  if (/^(sign-in|choose-pin|set-up|closed)/.test(screen)) return null;
  return ['report', 'diagnosis'].includes(pageOf(screen))
    ? (STAFF.find(({ role }) => role === 'supervisor') ?? null)
    : STATUS.operator;
}

export const choosingPinAt = (screen: string): StaffView | null =>
  screen.startsWith('choose-pin') ? STATUS.operator : null;
