import { CREDENTIAL_TYPE } from '../../contract/index.ts';
import type { CentreContext } from '../context.ts';
import type { TokenRow } from './claim.ts';
import type { HolderKey } from './holder-proof.ts';
import { sdJwtVc } from './sd-jwt.ts';
import { statusEntry } from './status-list.ts';

/**
 * The credential of a confirmed token: SD-JWT VC bound to the holder's key. Everything that tells of the visit is
 * disclosed only when the holder wants it; nothing tells who the holder is.
 */
export function issueCredential(
  { keys, url, now }: CentreContext,
  token: TokenRow,
  { publicKey }: HolderKey,
): Promise<string> {
  return sdJwtVc(keys).issue(
    {
      iss: url,
      vct: CREDENTIAL_TYPE,
      iat: Math.floor(now().getTime() / 1000),
      exp: Math.floor(token.expires_at.getTime() / 1000),
      cnf: { jwk: publicKey },
      status: { status_list: statusEntry(url, token.status_index) },
      level: token.level,
      level_pending: token.level_pending,
      facility: token.hcode,
      policy_version: token.policy_version,
      enrolled_at: token.issued_at.toISOString(),
    },
    { _sd: ['level', 'level_pending', 'facility', 'policy_version', 'enrolled_at'] },
    { header: { kid: keys.signing.kid } },
  );
}
