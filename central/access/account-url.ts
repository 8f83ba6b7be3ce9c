export type Account = { user: string; password: string };

/**
 * The same database by another account: hosts, database and options stay as they are, letter for letter.
 *
 * @param url `postgres://…`, as `pg` takes it: the account before the hosts, or as options, which count first
 * @throws for any other form
 */
export function withAccount(url: string, { user, password }: Account): string {
  const [, scheme, place, query = ''] = /^(postgres(?:ql)?:\/\/)(?:[^/?]*@)?([^?]*)\??(.*)$/s.exec(url) ?? [];
  if (scheme === undefined || place === undefined)
    throw new Error('The address of the database must begin with postgres://');
  const options = query.split('&').filter((option) => !/^(user|password)=/.test(option));
  const account = `${encodeURIComponent(user)}:${encodeURIComponent(password)}`;
  return [`${scheme}${account}@${place}`, options.join('&')].filter(Boolean).join('?');
}
