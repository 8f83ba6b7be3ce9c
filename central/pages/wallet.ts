import type { ErrorReport } from '../../contract/errors.ts';
import {
  byId,
  currentLanguage,
  fillWords,
  formatTime,
  type Language,
  setUpLanguageSwitch,
} from './language.ts';
import { claimToken, renewCredential } from './wallet-claim.ts';
import { claimsOf, presentLevel } from './wallet-credential.ts';
import { credentialOfferLink } from './wallet-offer.ts';
import { answerRequest, isRequest, type LevelRequest, requestIn } from './wallet-request.ts';
import { canScan, scanQr } from './wallet-scan.ts';
import { type KeptCredential, keepCredential, keptCredential } from './wallet-store.ts';
import { describeToCitizen, WALLET_TEXT } from './wallet-text.ts';

type State =
  | { step: 'claiming'; busy: boolean; error: ErrorReport | null }
  | { step: 'holding'; claims: Record<string, unknown>; news: 'confirmed' | 'risen' | null }
  | { step: 'asked'; kept: KeptCredential; request: LevelRequest; busy: boolean }
  | { step: 'not-asked'; why: 'nothingKept' | 'requestRefused' | 'notSent' };

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
  otherWallet: byId('other-wallet', HTMLAnchorElement),
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
const asked = new URLSearchParams(location.search);
let tokenFromQr = tokenIn(takeAddress());
let state: State = { step: 'claiming', busy: false, error: null };

/** The fragment never reaches a server; taken out of the address, neither it nor a request stays in the history. */
function takeAddress(): string {
  const fragment = location.hash.slice(1);
  const language = asked.get('lang');
  history.replaceState(null, '', location.pathname + (language === null ? '' : `?lang=${language}`));
  return fragment;
}

/** The token in what a QR holds, or in what somebody pasted: the link, or the token alone. */
function tokenIn(text: string): string | null {
  const token = text.trim().slice(text.trim().lastIndexOf('#') + 1);
  return /^[\w-]+\.[\w-]+\.[\w-]+$/.test(token) ? token : null;
}

async function begin(): Promise<void> {
  const kept = await keptCredential();
  if (isRequest(asked)) return beAsked(kept && (await renewed(kept)));
  if (kept === undefined || tokenFromQr !== null) return;
  await hold(kept, null);
  const now = await renewed(kept);
  if (now !== kept) await hold(now, 'risen');
}

function beAsked(kept: KeptCredential | undefined): void {
  const request = requestIn(asked, centreUrl);
  if (request === null) change({ step: 'not-asked', why: 'requestRefused' });
  else if (kept === undefined) change({ step: 'not-asked', why: 'nothingKept' });
  else change({ step: 'asked', kept, request, busy: false });
}

async function hold(kept: KeptCredential, news: 'confirmed' | 'risen' | null): Promise<void> {
  change({ step: 'holding', claims: await claimsOf(kept), news });
}

/** As long as a level is pending it may have risen: then the credential that says so takes the place of the kept one. */
async function renewed(kept: KeptCredential): Promise<KeptCredential> {
  const before = await claimsOf(kept);
  if (before.level_pending === null || kept.refreshToken === null) return kept;
  const result = await renewCredential(centreUrl, kept);
  // What was kept stays good for showing; whoever is shown it asks the status list.
  if ('error' in result) return kept;
  await keepCredential(result.kept);
  return (await claimsOf(result.kept)).level === before.level ? kept : result.kept;
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
  await hold(result.kept, 'confirmed');
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
  if (state.step !== 'asked' || state.busy) return;
  const { kept, request } = state;
  change({ ...state, busy: true });
  try {
    location.assign(await answerRequest(request, await presentLevel(kept, request)));
  } catch {
    // Each request takes one answer: to try again, the verifier asks again.
    change({ step: 'not-asked', why: 'notSent' });
  }
}

function render(language: Language): void {
  const text = WALLET_TEXT[language];
  const titles = {
    claiming: text.title,
    holding: text.titleDone,
    asked: text.titleAsked,
    'not-asked': text.titleAsked,
  };
  document.title = `${titles[state.step]} · ${text.service}`;
  page.title.textContent = titles[state.step];
  fillWords(text);
  page.scan.hidden = tokenFromQr !== null || !canScan();
  page.tokenField.hidden = tokenFromQr !== null;
  page.token.required = tokenFromQr === null;
  page.tokenReady.hidden = tokenFromQr === null;
  page.otherWallet.hidden = tokenFromQr === null;
  if (tokenFromQr !== null) page.otherWallet.href = credentialOfferLink(centreUrl, tokenFromQr);
  page.form.hidden = state.step !== 'claiming';
  page.done.hidden = state.step !== 'holding';
  page.asked.hidden = state.step !== 'asked';
  page.send.disabled = state.step === 'claiming' && state.busy;
  page.present.disabled = state.step === 'asked' && state.busy;
  if (state.step === 'holding') showCredential(state, language);
  showMessage(language);
}

function showCredential({ claims, news }: Extract<State, { step: 'holding' }>, language: Language): void {
  const text = WALLET_TEXT[language];
  page.doneNow.hidden = news === null;
  page.doneNow.textContent = news === 'risen' ? text.risen : text.done;
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
  if (state.step === 'not-asked') return text[state.why];
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
