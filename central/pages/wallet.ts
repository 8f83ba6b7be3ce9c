import type { ErrorReport } from '../../contract/errors.ts';
import {
  byId,
  currentLanguage,
  fillWords,
  formatTime,
  type Language,
  setUpLanguageSwitch,
} from './language.ts';
import { claimsOf, presentLevel } from './presentation.ts';
import { claimToken } from './wallet-claim.ts';
import { canScan, scanQr } from './wallet-scan.ts';
import { type KeptCredential, keepCredential, keptCredential } from './wallet-store.ts';
import { describeToCitizen, WALLET_TEXT } from './wallet-text.ts';

type State =
  | { step: 'claiming'; busy: boolean; error: ErrorReport | null }
  | { step: 'holding'; kept: KeptCredential; justNow: boolean }
  | { step: 'asked'; kept: KeptCredential | undefined; nonce: string };

const page = {
  title: byId('title', HTMLElement),
  form: byId('form', HTMLFormElement),
  scan: byId('scan', HTMLButtonElement),
  camera: byId('camera', HTMLVideoElement),
  tokenField: byId('token-field', HTMLElement),
  tokenReady: byId('token-ready', HTMLElement),
  token: byId('token', HTMLTextAreaElement),
  code: byId('code', HTMLInputElement),
  send: byId('send', HTMLButtonElement),
  message: byId('message', HTMLElement),
  done: byId('done', HTMLElement),
  doneNow: byId('done-now', HTMLElement),
  level: byId('level', HTMLElement),
  facility: byId('facility', HTMLElement),
  enrolledAt: byId('enrolled-at', HTMLElement),
  another: byId('another', HTMLButtonElement),
  asked: byId('asked', HTMLElement),
  present: byId('present', HTMLButtonElement),
};
const centreUrl =
  document.querySelector<HTMLMetaElement>('meta[name="centre-url"]')?.content ?? location.origin;
const fragment = takeFragment();
let tokenFromQr = tokenIn(fragment);
let state: State = { step: 'claiming', busy: false, error: null };

/** The fragment never reaches a server; taken out of the address it does not stay in the history either. */
function takeFragment(): string {
  const text = location.hash.slice(1);
  if (text !== '') history.replaceState(null, '', location.pathname + location.search);
  return text;
}

/** The token in what a QR holds, or in what somebody pasted: the link, or the token alone. */
function tokenIn(text: string): string | null {
  const token = text.trim().slice(text.trim().lastIndexOf('#') + 1);
  return /^[\w-]+\.[\w-]+\.[\w-]+$/.test(token) ? token : null;
}

async function begin(): Promise<void> {
  const nonce = new URLSearchParams(fragment).get('ask');
  const kept = await keptCredential();
  if (nonce !== null) return change({ step: 'asked', kept, nonce });
  if (kept !== undefined && tokenFromQr === null) change({ step: 'holding', kept, justNow: false });
}

function change(next: State): void {
  state = next;
  render(currentLanguage());
}

async function claim(): Promise<void> {
  const token = tokenFromQr ?? tokenIn(page.token.value);
  if (token === null) return change({ step: 'claiming', busy: false, error: { code: 'TOKEN_INVALID' } });
  change({ step: 'claiming', busy: true, error: null });
  const result = await claimToken(centreUrl, token, page.code.value.trim());
  if ('error' in result) return change({ step: 'claiming', busy: false, error: result.error });
  await keepCredential(result.kept);
  change({ step: 'holding', kept: result.kept, justNow: true });
}

async function scan(): Promise<void> {
  page.camera.hidden = false;
  try {
    tokenFromQr = tokenIn(await scanQr(page.camera));
    change({ step: 'claiming', busy: false, error: tokenFromQr ? null : { code: 'TOKEN_INVALID' } });
  } finally {
    page.camera.hidden = true;
  }
}

async function present(): Promise<void> {
  if (state.step !== 'asked' || state.kept === undefined) return;
  const audience = `${centreUrl}/verify`;
  const presentation = await presentLevel(state.kept, { audience, nonce: state.nonce });
  location.assign(`/verify${location.search}#${new URLSearchParams({ presentation })}`);
}

function render(language: Language): void {
  const text = WALLET_TEXT[language];
  const titles = { claiming: text.title, holding: text.titleDone, asked: text.titleAsked };
  document.title = `${titles[state.step]} · ${text.service}`;
  page.title.textContent = titles[state.step];
  fillWords(text);
  page.scan.hidden = tokenFromQr !== null || !canScan();
  page.tokenField.hidden = tokenFromQr !== null;
  page.token.required = tokenFromQr === null;
  page.tokenReady.hidden = tokenFromQr === null;
  page.form.hidden = state.step !== 'claiming';
  page.done.hidden = state.step !== 'holding';
  page.asked.hidden = state.step !== 'asked' || state.kept === undefined;
  page.send.disabled = state.step === 'claiming' && state.busy;
  if (state.step === 'holding') showCredential(state, language);
  showMessage(language);
}

function showCredential(
  { kept, justNow }: { kept: KeptCredential; justNow: boolean },
  language: Language,
): void {
  const claims = claimsOf(kept.credential);
  page.doneNow.hidden = !justNow;
  page.level.textContent = `IAL ${claims.level}`;
  page.facility.textContent = String(claims.facility);
  page.enrolledAt.textContent = formatTime(String(claims.enrolled_at), language);
}

function showMessage(language: Language): void {
  const text = WALLET_TEXT[language];
  const busy = state.step === 'claiming' && state.busy;
  page.message.textContent = busy ? text.claiming : problem(language);
  page.message.className = busy ? 'notice' : 'notice stop';
  page.message.hidden = page.message.textContent === '';
}

function problem(language: Language): string {
  const text = WALLET_TEXT[language];
  if (!window.isSecureContext) return text.noCrypto;
  if (state.step === 'asked' && state.kept === undefined) return text.nothingKept;
  return state.step === 'claiming' && state.error !== null ? describeToCitizen(state.error, language) : '';
}

const fail = () => change({ step: 'claiming', busy: false, error: { code: 'INTERNAL' } });
page.form.addEventListener('submit', (event) => {
  event.preventDefault();
  claim().catch(fail);
});
page.scan.addEventListener('click', () => {
  scan().catch(fail);
});
page.present.addEventListener('click', () => {
  present().catch(fail);
});
page.another.addEventListener('click', () => {
  tokenFromQr = null;
  change({ step: 'claiming', busy: false, error: null });
});
setUpLanguageSwitch(byId('language', HTMLButtonElement), render);
begin().catch(fail);
