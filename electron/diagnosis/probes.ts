import type { ErrorReport, ReaderState } from '../../contract/index.ts';

/** What is asked of the machine. A probe that throws a KioskError is a finding with the catalogue's words. */
export type Probes = {
  /** The reader in use after readers had time to be named. */
  reader(): Promise<ReaderState>;
  /** Null where the system brings its drivers itself. */
  driver(): Promise<DriverState | null>;
  /** Null where only the kiosk's screen can tell. */
  cameras(): Promise<CameraState | null>;
  /** The database opened and read through. @throws KioskError VAULT_LOCKED */
  vault(): Promise<{ keeper: string; sound: boolean }>;
  /** Null when this kiosk has none. */
  provisioning(): Promise<Provisioned | null>;
  /** Whether the centre knows this device; `error`: why the last talk with it failed, as far as that is known here. */
  registration(): Promise<{ registered: boolean; error: ErrorReport | null }>;
  outbox(): Promise<{ waiting: number; parked: number; oldestAt: string | null }>;
  /** Goes the way to the centre and asks its `/healthz`. Never rejects: what failed is one of the steps. */
  centre(url: string): Promise<CentrePath>;
  /** Last day of the centre's certificate; null where the address has none. */
  certificate(url: string): Promise<Date | null>;
  /** Names of the settings that IT has laid down. @throws KioskError SETTINGS_INVALID */
  settings(): Promise<readonly string[]>;
  /** Such as `kiosk 0.2.0, Electron 45.4.1, linux x64`. */
  versions: string;
  freeBytes(): Promise<number>;
  /** The kiosk's log, JSON lines. */
  log(): Promise<string>;
  now(): Date;
};

type Provisioned = {
  hcode: string;
  training: boolean;
  centreUrl: string;
  /** Why another file, that was named at the start, was passed over; null when none was. */
  ignored: ErrorReport | null;
};

export type DriverState = {
  /** Name and version of each driver for readers, such as `ifd-ccid 1.5.2`. */
  drivers: readonly string[];
  /** The readers that are attached, by what they call themselves, and whether a driver here takes them. */
  readers: readonly { name: string; known: boolean }[];
};

export type CameraState = {
  /** The system's camera devices; a camera often has two. */
  devices: number;
  /** Those that this user may not open. */
  closed: readonly string[];
};

export type CentrePath = {
  /** The steps that were gone, in their order; `fault` is the kind of the last one's failure, `ms` the time it took. */
  steps: readonly { step: 'dns' | 'tcp' | 'tls' | 'answer'; ms: number; fault: string | null }[];
  /** Of the answer; null when there was none. */
  status: number | null;
  /** The time in the answer; null when it had none. */
  at: Date | null;
};
