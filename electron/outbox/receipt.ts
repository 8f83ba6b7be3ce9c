import { compactVerify, createLocalJWKSet, decodeProtectedHeader, type JSONWebKeySet } from 'jose';
import {
  KioskError,
  type PublicJwk,
  RECEIPT_TYPE,
  type ReceiptClaims,
  receiptClaimsSchema,
  type SealedRecord,
} from '../../contract/index.ts';

/** @throws KioskError RECEIPT_INVALID `{reason}` unless the receipt is the centre's, for this very record */
export type ReceiptVerifier = (
  receipt: string,
  sent: Pick<SealedRecord, 'recordId' | 'sha256'>,
) => Promise<ReceiptClaims>;

/** The centre's signing keys; `learn` asks it for those that came since. */
export type SigningKeys = { trusted(): readonly PublicJwk[]; learn(): Promise<void> };

/**
 * Checks receipts: signature by one of the centre's keys, type, record, content, device. For a key that it does not know
 * it learns first: the centre may have changed it.
 */
export function createReceiptVerifier(options: { keys: SigningKeys; deviceId: string }): ReceiptVerifier {
  const { trusted, learn } = options.keys;
  return async (receipt, sent) => {
    const signer = keyIdOf(receipt);
    if (!trusted().some(({ kid }) => kid === signer)) await learn();
    const keys = createLocalJWKSet({ keys: trusted() } as JSONWebKeySet);
    const verified = await compactVerify(receipt, keys, { algorithms: ['ES256'] }).catch((cause: unknown) => {
      throw invalid('signature', cause);
    });
    if (verified.protectedHeader.typ !== RECEIPT_TYPE) throw invalid('type');
    const claims = claimsOf(verified.payload);
    if (claims.recordId !== sent.recordId) throw invalid('another record');
    if (claims.sha256 !== sent.sha256) throw invalid('another content');
    if (claims.deviceId !== options.deviceId) throw invalid('another device');
    return claims;
  };
}

function keyIdOf(receipt: string): string | undefined {
  try {
    return decodeProtectedHeader(receipt).kid;
  } catch (cause) {
    throw invalid('signature', cause);
  }
}

function claimsOf(payload: Uint8Array): ReceiptClaims {
  try {
    return receiptClaimsSchema.parse(JSON.parse(Buffer.from(payload).toString('utf8')));
  } catch (cause) {
    throw invalid('content', cause);
  }
}

function invalid(reason: string, cause?: unknown): KioskError {
  return new KioskError('RECEIPT_INVALID', { reason }, cause === undefined ? {} : { cause });
}
