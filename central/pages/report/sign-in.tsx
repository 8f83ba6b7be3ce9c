import { type FormEvent, useRef, useState } from 'react';
import type { ErrorBody } from '../../../contract/central-api.ts';
import { describeError, type ErrorReport } from '../../../contract/errors.ts';
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

export function SignIn({ onDone }: { onDone(): void }) {
  const { text, language } = useReport();
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [problem, setProblem] = useState<ErrorReport | null>(null);
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
