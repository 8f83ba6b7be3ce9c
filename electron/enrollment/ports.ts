import type {
  CaptureStep,
  CardIdentity,
  Challenge,
  Comparison,
  EnrollmentRecord,
  ErrorReport,
  Level,
  Liveness,
  SealedRecord,
} from '../../contract/index.ts';

/** What a finished capture proves. Pictures are JPEG. */
export type CaptureResult = {
  comparison: Comparison;
  liveness: Liveness;
  probe: Uint8Array;
  keyFrames: Uint8Array[];
};

/** What the trusted side made of the frames of one step. */
export type FrameVerdict =
  | { verdict: 'passed' }
  /** Not yet: the citizen goes on with the same step. */
  | { verdict: 'again'; hint: ErrorReport | null }
  /** Not the person of the earlier frames, or not a head but a flat or bent picture: this capture can't succeed. */
  | { verdict: 'not-live'; because: 'another-person' | 'flat' | 'bent' };

export type FacePort = {
  /** Takes the chip photo as reference and draws the challenges of this attempt. */
  begin(reference: Uint8Array): Promise<Challenge[]>;
  judge(step: CaptureStep, frames: Uint8Array[]): Promise<FrameVerdict>;
  /** Another challenge in place of the one that is due and was not done in time; null when the policy gives none. */
  replaceChallenge(): Challenge | null;
  finish(): Promise<CaptureResult>;
  /** Drops every picture and embedding. */
  forget(): void;
};

export type IssuedToken = { tokenId: string; jws: string; issuedAt: string; expiresAt: string };

export type TokenPort = {
  issue(input: {
    subject: string;
    level: Level;
    levelPending: Level | null;
    policyVersion: string;
  }): Promise<IssuedToken>;
  /** Pairwise pseudonym of the citizen at this facility: keyed, never the citizen ID. */
  pseudonym(cid: string): string;
  /** What the QR holds. */
  link(jws: string): string;
  transactionCode(): string;
  seal(record: EnrollmentRecord): Promise<SealedRecord>;
};

export type AuditEntry = {
  event: string;
  /** Keyed hash or record id, never a citizen ID. */
  subject: string | null;
  details: Record<string, string | number | null>;
};

export type Ports = {
  face: FacePort;
  token: TokenPort;
  /** Record, token, audit entry and outbox row: all of them or none. */
  commit(entry: { sealed: SealedRecord; token: IssuedToken & { level: Level }; audit: AuditEntry }): void;
  audit(entry: AuditEntry): void;
  device(): { deviceId: string; hcode: string; training: boolean };
  operator(): { id: string; name: string };
  /** Reads the card that is in as if it had just been put in. */
  readCard(): void;
  /** Why no visit may start now: nobody signed in, outbox frozen, device not registered. */
  obstacle(): ErrorReport | null;
  now(): Date;
  newId(): string;
};

/** What the card room tells; the visit takes it as events. */
export type CardPhoto = {
  jpeg: Uint8Array;
  chipNumber: string | null;
  photoNumber: string | null;
};

export type CardText = { identity: CardIdentity; ms: number };
