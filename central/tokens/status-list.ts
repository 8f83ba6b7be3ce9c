import { createHeaderAndPayload, StatusList } from '@sd-jwt/jwt-status-list';
import { CENTRAL_ROUTES } from '../../contract/index.ts';
import type { CentreContext } from '../context.ts';
import { signAsCentre } from '../keys/index.ts';

/** Credentials of one list: 16 KiB of bits, a few hundred bytes as long as few are revoked. */
const LIST_SIZE = 131_072;
/** How long a verifier may go on with a list it has. */
export const STATUS_TTL_SECONDS = 300;

export const STATUS_LIST_TYPE = 'statuslist+jwt';

/** Where a credential's bit is (Token Status List, s.6.2). */
export function statusEntry(url: string, statusIndex: string): { uri: string; idx: number } {
  const index = Number(statusIndex);
  const list = String(Math.floor(index / LIST_SIZE));
  return { uri: url + CENTRAL_ROUTES.statusList.path.replace(':list', list), idx: index % LIST_SIZE };
}

/** A status list as a signed JWT (Token Status List, s.5.1): a bit is set when the credential is revoked. */
export async function statusListJwt({ db, keys, url, now }: CentreContext, list: number): Promise<string> {
  const first = list * LIST_SIZE;
  const revoked = await db
    .selectFrom('credentials')
    .innerJoin('tokens', 'tokens.jti', 'credentials.token_id')
    .where((ended) => ended.or([ended('status', '=', 'revoked'), ended('replaced_at', 'is not', null)]))
    .where('status_index', '>=', String(first))
    .where('status_index', '<', String(first + LIST_SIZE))
    .select('status_index')
    .execute();
  const bits = new Array<number>(LIST_SIZE).fill(0);
  for (const { status_index } of revoked) bits[Number(status_index) - first] = 1;
  const issuedAt = Math.floor(now().getTime() / 1000);
  const { payload } = createHeaderAndPayload(
    new StatusList(bits, 1),
    {
      iss: url,
      sub: statusEntry(url, String(first)).uri,
      iat: issuedAt,
      exp: issuedAt + STATUS_TTL_SECONDS,
      ttl: STATUS_TTL_SECONDS,
    },
    { alg: 'ES256', typ: STATUS_LIST_TYPE },
  );
  return signAsCentre(keys, STATUS_LIST_TYPE, payload);
}
