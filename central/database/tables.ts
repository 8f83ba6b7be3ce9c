import type { Generated, JSONColumnType } from 'kysely';
import type { Level, PublicJwk, TokenStatus } from '../../contract/index.ts';

/** The tables as the migrations leave them. No column holds a citizen ID, a name or a picture in the clear. */
export type Tables = {
  facilities: FacilitiesTable;
  activations: ActivationsTable;
  devices: DevicesTable;
  device_proofs: DeviceProofsTable;
  persons: PersonsTable;
  person_scopes: PersonScopesTable;
  records: RecordsTable;
  envelopes: EnvelopesTable;
  tokens: TokensTable;
  daily_counts: DailyCountsTable;
};

type FacilitiesTable = {
  hcode: string;
  name_th: string;
  name_en: string;
  province: string;
  amphoe: string;
  region: number;
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
};

type DevicesTable = {
  /** Thumbprint of the public key (RFC 7638, SHA-256, base64url). */
  id: string;
  public_key: JSONColumnType<PublicJwk>;
  hcode: string;
  name: string;
  training: boolean;
  status: Generated<'active' | 'revoked'>;
  software: string;
  registered_at: Date;
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

/** Sealed records as they came, apart from `records`: large, and seldom read. */
type EnvelopesTable = { record_id: string; jws: string };

type TokensTable = {
  jti: string;
  record_id: string;
  device_id: string;
  hcode: string;
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
