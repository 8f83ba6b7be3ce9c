import { createHmac } from 'node:crypto';
import type { CentreKeys } from './centre-keys.ts';

/** Who a person is to the centre's tables: HMAC-SHA256 of the citizen ID, useless without the key. */
export function personHash(keys: CentreKeys, cid: string): Buffer {
  return createHmac('sha256', keys.secrets.person).update(cid).digest();
}

/** A transaction code as it is kept: bound to its token, so that equal codes look different. */
export function transactionCodeHash(keys: CentreKeys, tokenId: string, code: string): Buffer {
  return createHmac('sha256', keys.secrets.transactionCode).update(`${tokenId}:${code}`).digest();
}

/** Key of the pairwise pseudonyms of one facility: the same for all its kiosks, another for each facility. */
export function pseudonymKeyOf(keys: CentreKeys, hcode: string): Buffer {
  return createHmac('sha256', keys.secrets.pseudonymMaster).update(hcode).digest();
}

/** Password of the report's own account in PostgreSQL: the same for all processes of the centre, kept nowhere. */
export function reportPasswordOf(keys: CentreKeys, account: string): string {
  return createHmac('sha256', keys.secrets.reportAccount).update(account).digest('base64url');
}
