import type { Generated, GeneratedAlways, JSONColumnType } from 'kysely';
import type { Facility, Level, PinHash, PublicJwk, TokenStatus, ViewerScope } from '../../contract/index.ts';

/** The tables as the migrations leave them. No column holds a citizen ID, a name or a picture in the clear. */
export type Tables = {
  facilities: FacilitiesTable;
  facility_changes: FacilityChangesTable;
  activations: ActivationsTable;
  devices: DevicesTable;
  device_keys: DeviceKeysTable;
  device_proofs: DeviceProofsTable;
  persons: PersonsTable;
  person_scopes: PersonScopesTable;
  records: RecordsTable;
  envelopes: EnvelopesTable;
  tokens: TokensTable;
  credentials: CredentialsTable;
  presentation_requests: PresentationRequestsTable;
  call_backs: CallBacksTable;
  audit_events: AuditEventsTable;
  daily_counts: DailyCountsTable;
  facility_totals: FacilityTotalsTable;
  facility_days: FacilityDaysTable;
  province_totals: ProvinceTotalsTable;
  province_days: ProvinceDaysTable;
  operator_days: OperatorDaysTable;
  hourly_counts: HourlyCountsTable;
  viewers: ViewersTable;
  viewer_sessions: ViewerSessionsTable;
};

type FacilitiesTable = {
  hcode: string;
  name_th: string;
  name_en: string;
  province: string;
  amphoe: string;
  region: number;
};

type FacilityChangesTable = {
  id: Generated<string>;
  hcode: string;
  at: Date;
  /** Null when it was added. */
  before: JSONColumnType<Facility> | null;
  after: JSONColumnType<Facility>;
};

/** One row per provisioning file made. */
type ActivationsTable = {
  /** SHA-256 of the activation code. */
  code_hash: Buffer;
  hcode: string;
  device_name: string;
  training: boolean;
  expires_at: Date;
  /** The device that used the code; it keeps telling which facilities the device has belonged to. */
  device_id: string | null;
  used_at: Date | null;
  /** What the set-up code stands for, and the provisioning file sealed under it; no file once it was used. */
  set_up_id: string | null;
  sealed_file: string | null;
};

type DevicesTable = {
  /** Thumbprint of the device's first key (RFC 7638, SHA-256, base64url); stays when the key changes. */
  id: string;
  hcode: string;
  name: string;
  training: boolean;
  status: Generated<'active' | 'revoked'>;
  software: string;
  registered_at: Date;
  /** The last link of the chain that only one copy of the device can carry on. */
  chain: string | null;
  /** When two copies of this device were last noticed. */
  copied_at: Date | null;
  /** Where the device's audit log stood at its last sync. */
  audit_seq: string | null;
  audit_hash: string | null;
  /** When its chain was last seen broken. */
  audit_broken_at: Date | null;
  last_seen_at: Date | null;
  /** What waits in its outbox, as it said when it was last seen. */
  waiting_records: number | null;
  oldest_waiting_at: Date | null;
};

/** Every key a device has had; the current one is not retired. */
type DeviceKeysTable = {
  /** RFC 7638, SHA-256, base64url */
  thumbprint: string;
  token_kid: GeneratedAlways<string>;
  device_id: string;
  public_key: JSONColumnType<PublicJwk>;
  added_at: Date;
  retired_at: Date | null;
};

/** DPoP proofs seen; a proof is good once. */
type DeviceProofsTable = { device_id: string; jti: string; expires_at: Date };

type PersonsTable = {
  id: Generated<string>;
  /** Keyed hash of the citizen ID. */
  hash: Buffer;
};

/** Where a person has been counted already. */
type PersonScopesTable = { person_id: string; kind: 'region' | 'facility' | 'device'; scope: string };

type RecordsTable = {
  id: string;
  /** SHA-256 of the sealed record's JWS, base64url. */
  sha256: string;
  device_id: string;
  hcode: string;
  training: boolean;
  created_at: Date;
  received_at: Date;
};

/** Sealed records as they came, apart from `records` and by month of receipt: large, and seldom read. */
type EnvelopesTable = { record_id: string; received_at: Date; jws: string };

type TokensTable = {
  jti: string;
  record_id: string;
  device_id: string;
  hcode: string;
  /** As the facility names its operators; null for what came before they were counted. */
  operator_id: Generated<string | null>;
  /** Null for a training token: it belongs to nobody who counts. */
  person_id: string | null;
  training: boolean;
  level: Level;
  level_pending: Level | null;
  policy_version: string;
  status: Generated<TokenStatus>;
  transaction_code_hash: Buffer;
  wrong_codes: Generated<number>;
  issued_at: Date;
  expires_at: Date;
  confirmed_at: Date | null;
  /** Thumbprint of the key the token is bound to since its confirmation (RFC 7638). */
  holder_thumbprint: string | null;
  /** The registrar's word; null until it was given. */
  card_status: 'normal' | 'not-normal' | null;
  card_asked_at: Date | null;
  revoked_reason: string | null;
  /** When status or level last changed: the device asks for what is newer. */
  changed_at: Date;
};

/** Credentials given for tokens: of a token the newest counts. */
type CredentialsTable = {
  /** Its place in the status lists. */
  status_index: Generated<string>;
  token_id: string;
  /** What it says. */
  level: Level;
  level_pending: Level | null;
  issued_at: Date;
  /** When one that says something else took its place. */
  replaced_at: Date | null;
};

/** What the verifier page has asked holders (OpenID4VP), and what came. */
type PresentationRequestsTable = {
  /** Known to the page that asked alone. */
  transaction_id: string;
  /** Goes to the wallet and comes back. */
  state: string;
  nonce: string;
  expires_at: Date;
  /** Given to the wallet's browser after a good answer: with the transaction id it opens the result. */
  response_code: string | null;
  level: string | null;
  answered_at: Date | null;
};

/** People whom a facility asks to come back. Who they are is in the record, sealed. */
type CallBacksTable = {
  token_id: string;
  hcode: string;
  reason: string;
  added_at: Date;
  settled_at: Date | null;
};

/** What happened to devices and tokens: never a citizen ID or a name. */
type AuditEventsTable = {
  id: Generated<string>;
  at: Date;
  event: string;
  subject: string;
  details: JSONColumnType<Record<string, string | number>>;
};

/** Who may see the report. */
type ViewersTable = {
  name: string;
  /** One of the two is null. */
  password: JSONColumnType<PinHash> | null;
  /** The provider's name for them, or their checked address, in small letters. */
  openid_id: string | null;
  scope_kind: ViewerScope['kind'];
  /** Number of the region, name of the province, code of the facility; empty for the ministry. */
  scope_place: string;
  failures: Generated<number>;
  locked_until: Date | null;
  added_at: Date;
};

type ViewerSessionsTable = {
  /** SHA-256 of what the viewer's browser keeps. */
  secret_hash: Buffer;
  viewer: string;
  expires_at: Date;
};

/** What one device added on one day (Bangkok's calendar). Every total is a sum of these rows. */
type DailyCountsTable = {
  hcode: string;
  device_id: string;
  /** `YYYY-MM-DD`. */
  day: string;
  tokens: Generated<number>;
  confirmed_tokens: Generated<number>;
  /** Persons seen for the first time at this device, in its facility, in its region, in the country. */
  persons_new_to_device: Generated<number>;
  persons_new_to_facility: Generated<number>;
  persons_new_to_region: Generated<number>;
  persons_new_to_nation: Generated<number>;
};

/** Sums of `daily_counts` that its triggers keep; bigints come as text. */
type CountSums = {
  tokens: string;
  confirmed_tokens: string;
  persons_new_to_facility: string;
  persons_new_to_region: string;
  persons_new_to_nation: string;
};

/** `devices`: those that count. */
type FacilityTotalsTable = CountSums & { hcode: string; last_day: string | null; devices: number };
/** Totals up to and with the day. */
type FacilityDaysTable = CountSums & { hcode: string; day: string };
type ProvinceTotalsTable = CountSums & { region: number; province: string; devices: number };
/** Of the day alone. */
type ProvinceDaysTable = CountSums & { region: number; province: string; day: string };

type OperatorDaysTable = {
  hcode: string;
  operator_id: string;
  day: string;
  tokens: Generated<number>;
  confirmed_tokens: Generated<number>;
  /** Persons whose first token in the facility was this operator's. */
  persons_new_to_facility: Generated<number>;
};

type HourlyCountsTable = { hcode: string; day: string; hour: number; visits: Generated<number> };
