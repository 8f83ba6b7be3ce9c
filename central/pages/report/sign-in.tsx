import { type FormEvent, useEffect, useRef, useState } from 'react';
import type { ErrorBody } from '../../../contract/central-api.ts';
import { describeError, type ErrorReport, isErrorCode } from '../../../contract/errors.ts';
import type { ViewerView } from '../../../contract/report.ts';
import { useReport } from './report-context.ts';

/** Who looks at the report. Its data is given to nobody who has not signed in. */

const SESSION = '/v1/session';

/** @returns null when nobody is signed in @throws when the centre can't be reached */
export async function readViewer(): Promise<ViewerView | null> {
  const response = await fetch(SESSION);
  if (!response.ok && response.status !== 401) throw new Error(`${SESSION}: ${response.status}`);
  return response.ok ? response.json() : null;
}

export async function signOut(): Promise<void> {
  await fetch(SESSION, { method: 'DELETE' });
}

/** @returns what was wrong; null when nothing was */
async function signIn(name: string, password: string): Promise<ErrorReport | null> {
  const response = await fetch(SESSION, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name: name.trim(), password }),
  });
  return response.ok ? null : ((await response.json()) as ErrorBody).error;
}

/** What became of a sign-in elsewhere stands in the address that leads back here; it is not part of any view. */
function takeProblem(): ErrorReport | null {
  const address = new URL(location.href);
  const code = address.searchParams.get('problem');
  if (code === null) return null;
  address.searchParams.delete('problem');
  history.replaceState(null, '', address);
  return isErrorCode(code) ? { code } : null;
}

/** The way in with another organisation's account, where the centre has one; it leads back to this view. */
function OtherSignIn() {
  const { text } = useReport();
  const [offered, setOffered] = useState(false);
  useEffect(() => {
    const ask = async () => {
      const answer = await fetch(`${SESSION}/ways`);
      setOffered(answer.ok && ((await answer.json()) as { openId: boolean }).openId);
    };
    // Without an answer there is still the password.
    ask().catch(() => {});
  }, []);
  if (!offered) return null;
  const view = location.search.slice(1);
  return (
    <div>
      <a id="sign-in-openid" className="action" href={`${SESSION}/openid?${new URLSearchParams({ view })}`}>
        {text.signInOpenId}
      </a>
      <p className="or">{text.orPassword}</p>
    </div>
  );
}

export function SignIn({ onDone }: { onDone(): void }) {
  const { text, language } = useReport();
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [problem, setProblem] = useState<ErrorReport | null>(takeProblem);
  const passwordField = useRef<HTMLInputElement>(null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const wrong = await signIn(name, password).catch((): ErrorReport => ({ code: 'CENTRE_UNREACHABLE' }));
    setPassword('');
    setProblem(wrong);
    if (wrong === null) onDone();
    else passwordField.current?.focus();
  };
  return (
    <form id="sign-in" onSubmit={submit}>
      <OtherSignIn />
      <label>
        {text.viewerName}
        <input
          id="name"
          required
          maxLength={80}
          autoComplete="username"
          autoCapitalize="none"
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
      </label>
      <label>
        {text.password}
        <input
          id="password"
          ref={passwordField}
          required
          type="password"
          maxLength={200}
          autoComplete="current-password"
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
      </label>
      {problem && (
        <p id="sign-in-problem" className="notice stop" role="alert">
          {describeError(problem, language)}
        </p>
      )}
      <button className="action" type="submit">
        {text.signIn}
      </button>
    </form>
  );
}
