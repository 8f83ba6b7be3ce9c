import {
  type DeviceReport,
  type ErrorReport,
  KioskError,
  type KioskStatus,
  reportError,
} from '../contract/index.ts';

export type CentreLink = {
  /** Tries at once, then at every interval and whenever `refresh` is called. */
  start(): void;
  /** Registers when that is still to be done, and brings the counts. Never throws: `state()` tells. */
  refresh(): Promise<void>;
  /**
   * Returns once the centre knows this device, and asks it when it does not yet: a provisioning file vouches for itself only,
   * so whom it lets sign in is believed after the centre took its activation code.
   * @throws KioskError SIGN_IN_FIRST_ONLINE when the centre can't be reached; otherwise why it did not take this device
   */
  known(): Promise<void>;
  state(): KioskStatus['centre'];
  report(): { counts: DeviceReport | null; fetchedAt: string | null };
  stop(): void;
};

type CentreLinkOptions = {
  isRegistered(): boolean;
  /** @throws KioskError why the centre did not register this device */
  register(): Promise<void>;
  /** @throws KioskError why there is no report */
  fetchReport(): Promise<DeviceReport>;
  /** What else is brought when the centre answers. */
  afterReport(): Promise<void>;
  onChange(): void;
  /** The centre answers again, or for the first time. */
  onOnline(): void;
  /** The centre does not take this device with its provisioning, PROVISIONING_INVALID: nothing comes of asking again. */
  onRefused(reason: ErrorReport): void;
  now(): Date;
};

const INTERVAL_MS = 30_000;

/** Keeps the kiosk registered and its counts fresh, and knows how it stands with the centre. */
export function createCentreLink(options: CentreLinkOptions): CentreLink {
  const { isRegistered, register, fetchReport, afterReport, onChange, onOnline, onRefused, now } = options;
  let state: KioskStatus['centre'] = {
    state: isRegistered() ? 'offline' : 'unregistered',
    lastSyncAt: null,
    error: null,
  };
  let counts: DeviceReport | null = null;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | null = null;

  async function sync(): Promise<void> {
    try {
      if (!isRegistered()) await register();
      counts = await fetchReport();
      await afterReport();
      if (state.state !== 'online') onOnline();
      state = { state: 'online', lastSyncAt: now().toISOString(), error: null };
    } catch (fault) {
      state = { ...state, state: stateAfter(fault, isRegistered()), error: reportError(fault) };
    }
    onChange();
    if (state.error?.code === 'PROVISIONING_INVALID') onRefused(state.error);
  }

  function refresh(): Promise<void> {
    running ??= sync().finally(() => {
      running = null;
    });
    return running;
  }

  async function known(): Promise<void> {
    if (isRegistered()) return;
    await refresh();
    if (isRegistered()) return;
    const { code, details } = state.error ?? { code: 'CENTRE_UNREACHABLE' };
    throw code === 'CENTRE_UNREACHABLE'
      ? new KioskError('SIGN_IN_FIRST_ONLINE')
      : new KioskError(code, details);
  }

  return {
    start() {
      void refresh();
      timer = setInterval(() => void refresh(), INTERVAL_MS);
    },
    refresh,
    known,
    state: () => state,
    report: () => ({ counts, fetchedAt: state.lastSyncAt }),
    stop: () => clearInterval(timer),
  };
}

function stateAfter(fault: unknown, registered: boolean): KioskStatus['centre']['state'] {
  if (fault instanceof KioskError && fault.code === 'DEVICE_REVOKED') return 'revoked';
  return registered ? 'offline' : 'unregistered';
}
