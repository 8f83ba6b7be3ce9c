import type { AskPresentationResponse, PresentationResult } from '../../contract/central-api.ts';
import {
  byId,
  currentLanguage,
  fillWords,
  formatTime,
  type Language,
  setUpLanguageSwitch,
} from './language.ts';
import { VERIFY_TEXT } from './verify-text.ts';

type State =
  | { step: 'asking' }
  | { step: 'checked'; answer: PresentationResult }
  | { step: 'failed'; why: 'refused' | 'unreachable' };

const PATHS = { ask: '/v1/oid4vp/requests', result: '/v1/oid4vp/results' };
/** Of this tab alone: with it the page opens the result. */
const TRANSACTION = 'transaction';

const page = {
  asking: byId('asking', HTMLElement),
  ask: byId('ask', HTMLButtonElement),
  message: byId('message', HTMLElement),
  result: byId('result', HTMLElement),
  level: byId('level', HTMLElement),
  checkedAt: byId('checked-at', HTMLElement),
};
let state: State = { step: 'asking' };

/** With the code the centre sends back the browser whose wallet has answered (OpenID4VP 1.0 s.13.3). */
function takeResponseCode(): string | null {
  const responseCode = new URLSearchParams(location.hash.slice(1)).get('response_code');
  if (responseCode !== null) history.replaceState(null, '', location.pathname + location.search);
  return responseCode;
}

async function readResult(responseCode: string): Promise<State> {
  const transactionId = sessionStorage.getItem(TRANSACTION) ?? '';
  sessionStorage.removeItem(TRANSACTION);
  try {
    const response = await fetch(PATHS.result, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ transactionId, responseCode }),
    });
    if (!response.ok) return { step: 'failed', why: 'refused' };
    return { step: 'checked', answer: (await response.json()) as PresentationResult };
  } catch {
    return { step: 'failed', why: 'unreachable' };
  }
}

async function ask(): Promise<void> {
  const response = await fetch(PATHS.ask, { method: 'POST' });
  const { transactionId, request } = (await response.json()) as AskPresentationResponse;
  sessionStorage.setItem(TRANSACTION, transactionId);
  location.assign(`/wallet?${new URLSearchParams({ ...request, lang: currentLanguage() })}`);
}

function change(next: State): void {
  state = next;
  render(currentLanguage());
}

function render(language: Language): void {
  const text = VERIFY_TEXT[language];
  document.title = `${text.title} · ${text.service}`;
  fillWords(text);
  page.asking.hidden = state.step === 'checked';
  page.result.hidden = state.step !== 'checked';
  if (state.step === 'checked') {
    page.level.textContent = `IAL ${state.answer.level}`;
    page.checkedAt.textContent = formatTime(state.answer.checkedAt, language);
  }
  page.message.hidden = state.step !== 'failed';
  page.message.className = 'notice stop';
  page.message.textContent = state.step === 'failed' ? text[state.why] : '';
}

page.ask.addEventListener('click', () => {
  ask().catch(() => change({ step: 'failed', why: 'unreachable' }));
});
setUpLanguageSwitch(byId('language', HTMLButtonElement), render);
const responseCode = takeResponseCode();
if (responseCode !== null) void readResult(responseCode).then(change);
