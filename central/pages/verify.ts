import type { PresentationResponse } from '../../contract/central-api.ts';
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
  | { step: 'checked'; answer: PresentationResponse }
  | { step: 'failed'; why: 'refused' | 'unreachable' };

const PATHS = { nonce: '/v1/presentations/nonce', present: '/v1/presentations' };

const page = {
  asking: byId('asking', HTMLElement),
  ask: byId('ask', HTMLButtonElement),
  message: byId('message', HTMLElement),
  result: byId('result', HTMLElement),
  level: byId('level', HTMLElement),
  checkedAt: byId('checked-at', HTMLElement),
};
let state: State = { step: 'asking' };

/** The answer comes in the fragment: it reaches no server's log. */
function takePresentation(): string | null {
  const presentation = new URLSearchParams(location.hash.slice(1)).get('presentation');
  if (presentation !== null) history.replaceState(null, '', location.pathname + location.search);
  return presentation;
}

async function check(presentation: string): Promise<State> {
  try {
    const response = await fetch(PATHS.present, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ presentation }),
    });
    if (!response.ok) return { step: 'failed', why: 'refused' };
    return { step: 'checked', answer: (await response.json()) as PresentationResponse };
  } catch {
    return { step: 'failed', why: 'unreachable' };
  }
}

async function ask(): Promise<void> {
  const { nonce } = (await (await fetch(PATHS.nonce)).json()) as { nonce: string };
  location.assign(`/wallet${location.search}#${new URLSearchParams({ ask: nonce })}`);
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
const presentation = takePresentation();
if (presentation !== null) void check(presentation).then(change);
