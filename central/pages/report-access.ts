import type { ErrorBody } from '../../contract/central-api.ts';
import { describeError, type ErrorReport } from '../../contract/errors.ts';
import type { ViewerView } from '../../contract/report.ts';
import { byId, currentLanguage, type Language } from './language.ts';
import { SCOPE_TEXT } from './report-text.ts';

/** Who looks at the report. Its data is given to nobody who has not signed in. */

const SESSION = '/v1/session';

const page = {
  form: byId('sign-in', HTMLFormElement),
  name: byId('name', HTMLInputElement),
  password: byId('password', HTMLInputElement),
  problem: byId('sign-in-problem', HTMLElement),
  viewer: byId('viewer', HTMLElement),
  signOut: byId('sign-out', HTMLButtonElement),
};

let viewer: ViewerView | null = null;
let problem: ErrorReport | null = null;

/** @returns whether somebody is signed in @throws when the centre can't be reached */
export async function readViewer(): Promise<boolean> {
  const response = await fetch(SESSION);
  if (!response.ok && response.status !== 401) throw new Error(`${SESSION}: ${response.status}`);
  viewer = response.ok ? await response.json() : null;
  return viewer !== null;
}

async function signIn(): Promise<void> {
  const { name, password } = page;
  const response = await fetch(SESSION, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name: name.value.trim(), password: password.value }),
  });
  problem = response.ok ? null : ((await response.json()) as ErrorBody).error;
  password.value = '';
}

/** @param onChange told when somebody has signed in or out, or could not */
export function setUpAccess(onChange: () => void): void {
  page.form.addEventListener('submit', async (event) => {
    event.preventDefault();
    await signIn().catch(() => {
      problem = { code: 'CENTRE_UNREACHABLE' };
    });
    onChange();
    if (problem !== null) page.password.focus();
  });
  page.signOut.addEventListener('click', async () => {
    await fetch(SESSION, { method: 'DELETE' });
    problem = null;
    onChange();
  });
}

export function renderAccess(language: Language, isAsked: boolean): void {
  page.form.hidden = !isAsked;
  page.problem.hidden = problem === null;
  page.problem.textContent = problem && describeError(problem, language);
  page.signOut.hidden = viewer === null || isAsked;
  page.viewer.textContent =
    viewer === null || isAsked
      ? ''
      : `${viewer.name} · ${SCOPE_TEXT[currentLanguage()][viewer.scope.kind](viewer.scope.place)}`;
}
