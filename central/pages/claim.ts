import type { ClaimRequest, ClaimResponse, ErrorBody } from '../../contract/central-api.ts';
import type { ErrorReport } from '../../contract/errors.ts';
import { CLAIM_TEXT, describeToCitizen } from './claim-text.ts';
import { holderKeyOf, signWithKey } from './holder-key.ts';
import {
  byId,
  currentLanguage,
  fillWords,
  formatTime,
  type Language,
  setUpLanguageSwitch,
} from './language.ts';

type State =
  | { step: 'asking'; error: ErrorReport | null }
  | { step: 'claiming' }
  | { step: 'done'; answer: ClaimResponse };

/** The contract's HOLDER_PROOF_TYPE and path; the contract itself needs a library that this page does without. */
const HOLDER_PROOF_TYPE = 'kiosk-holder-proof+jwt';
const CLAIMS_PATH = '/v1/claims';

const page = {
  form: byId('form', HTMLFormElement),
  tokenField: byId('token-field', HTMLElement),
  tokenReady: byId('token-ready', HTMLElement),
  token: byId('token', HTMLTextAreaElement),
  code: byId('code', HTMLInputElement),
  send: byId('send', HTMLButtonElement),
  message: byId('message', HTMLElement),
  done: byId('done', HTMLElement),
  doneAt: byId('done-at', HTMLElement),
};
const centreUrl =
  document.querySelector<HTMLMetaElement>('meta[name="centre-url"]')?.content ?? location.origin;
const tokenFromQr = takeTokenFromAddress();

let state: State = { step: 'asking', error: null };

/** The fragment never reaches a server; taken out of the address it does not stay in the history either. */
function takeTokenFromAddress(): string | null {
  const token = tokenIn(location.hash);
  if (token !== null) history.replaceState(null, '', location.pathname + location.search);
  return token;
}

function tokenIn(text: string): string | null {
  return new URLSearchParams(text.slice(text.indexOf('#') + 1)).get('token');
}

function change(next: State): void {
  state = next;
  render(currentLanguage());
}

async function claim(): Promise<void> {
  const pasted = page.token.value.trim();
  const token = tokenFromQr ?? tokenIn(pasted) ?? pasted;
  const tokenId = readTokenId(token);
  if (tokenId === null) return change({ step: 'asking', error: { code: 'TOKEN_INVALID' } });
  change({ step: 'claiming' });
  const key = await holderKeyOf(tokenId);
  const claims = { aud: centreUrl, nonce: tokenId, iat: Math.floor(Date.now() / 1000) };
  const proof = await signWithKey(key, { typ: HOLDER_PROOF_TYPE, claims });
  const answer = await send({ token, transactionCode: page.code.value.trim(), proof });
  change('error' in answer ? { step: 'asking', error: answer.error } : { step: 'done', answer });
}

function readTokenId(token: string): string | null {
  try {
    const payload = (token.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/');
    const { jti } = JSON.parse(atob(payload));
    return typeof jti === 'string' ? jti : null;
  } catch {
    return null;
  }
}

async function send(request: ClaimRequest): Promise<ClaimResponse | { error: ErrorReport }> {
  try {
    const response = await fetch(CLAIMS_PATH, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(request),
    });
    if (response.ok) return (await response.json()) as ClaimResponse;
    return { error: ((await response.json()) as ErrorBody).error };
  } catch {
    return { error: { code: 'CENTRE_UNREACHABLE' } };
  }
}

function render(language: Language): void {
  const text = CLAIM_TEXT[language];
  document.title = `${text.title} · ${text.service}`;
  fillWords(text);
  page.tokenField.hidden = tokenFromQr !== null;
  page.token.required = tokenFromQr === null;
  page.tokenReady.hidden = tokenFromQr === null;
  page.form.hidden = state.step === 'done';
  page.done.hidden = state.step !== 'done';
  page.send.disabled = state.step === 'claiming';
  if (state.step === 'done') page.doneAt.textContent = formatTime(state.answer.confirmedAt, language);
  showMessage(language);
}

function showMessage(language: Language): void {
  const text = CLAIM_TEXT[language];
  const hasCrypto = window.isSecureContext;
  const error = state.step === 'asking' ? state.error : null;
  const words = hasCrypto ? (error === null ? '' : describeToCitizen(error, language)) : text.noCrypto;
  page.message.textContent = state.step === 'claiming' ? text.claiming : words;
  page.message.className = state.step === 'claiming' ? 'notice' : 'notice stop';
  page.message.hidden = page.message.textContent === '';
}

page.form.addEventListener('submit', (event) => {
  event.preventDefault();
  claim().catch(() => change({ step: 'asking', error: { code: 'INTERNAL' } }));
});
setUpLanguageSwitch(byId('language', HTMLButtonElement), render);
