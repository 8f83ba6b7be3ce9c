import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { viewerSchema } from '../../contract/index.ts';
import { freePort } from '../free-port.ts';
import {
  auditEventsOf,
  startCentreWithProvider,
  startTestCentre,
  type TestCentre,
  type TestProvider,
} from '../testing/index.ts';
import { RETURN_PATH } from './openid.ts';
import { removeViewer, setOpenIdViewer, setViewer } from './viewers.ts';

const REGION_6 = { kind: 'region', place: '6' } as const;

let centre: TestCentre;
let provider: TestProvider;
beforeAll(async () => {
  ({ centre, provider } = await startCentreWithProvider());
  await setOpenIdViewer(
    centre.db,
    { name: 'region-6', scope: REGION_6 },
    'Somsri@moph.example',
    centre.now(),
  );
});
afterAll(async () => {
  await centre.stop();
  await provider.stop();
});

/** As little of a browser as a sign-in needs: cookies of each host, redirects, the provider's two forms. */
function createBrowser() {
  const jars = new Map<string, Map<string, string>>();
  async function fetchWithCookies(url: URL, init: RequestInit = {}): Promise<Response> {
    const jar = jars.get(url.host) ?? new Map<string, string>();
    jars.set(url.host, jar);
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetch(url, { ...init, redirect: 'manual', headers: { ...init.headers, cookie } });
    for (const line of answer.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      const [name = '', ...value] = pair.split('=');
      if (/max-age=0|expires=thu, 01 jan 1970/i.test(line)) jar.delete(name);
      else jar.set(name, value.join('='));
    }
    return answer;
  }
  /** Follows redirects, up to an address of the centre's when it is asked to stop there. */
  async function open(url: URL, init?: RequestInit, stopAt?: string): Promise<{ at: URL; html: string }> {
    const answer = await fetchWithCookies(url, init);
    const next = answer.headers.get('location');
    if (next === null) return { at: url, html: await answer.text() };
    const to = new URL(next, url);
    return stopAt !== undefined && to.pathname === stopAt
      ? { at: to, html: '' }
      : open(to, undefined, stopAt);
  }
  /** Signs in at the provider with this name. @returns where the browser ends */
  async function signIn(login: string, stopAt?: string, view = ''): Promise<URL> {
    let page = await open(new URL(`/v1/session/openid?${new URLSearchParams({ view })}`, centre.url));
    while (page.at.origin === provider.issuer) {
      const action = /action="([^"]+)"/.exec(page.html)?.[1] ?? '';
      const prompt = /name="prompt" value="(\w+)"/.exec(page.html)?.[1] ?? '';
      const body = new URLSearchParams({ prompt, login, password: 'any' });
      page = await open(new URL(action, page.at), { method: 'POST', body }, stopAt);
    }
    return page.at;
  }
  const whoAmI = () => fetchWithCookies(new URL(`${centre.url}/v1/session`));
  return { open, signIn, whoAmI };
}

describe('signing in to the report by OpenID Connect', () => {
  it('is offered, and lets in whom the provider vouches for, by the address that it has checked', async () => {
    expect(await (await fetch(`${centre.url}/v1/session/ways`)).json()).toEqual({ openId: true });
    const browser = createBrowser();
    const at = await browser.signIn('somsri');
    expect(at.href).toBe(`${centre.url}/report`);
    expect(viewerSchema.parse(await (await browser.whoAmI()).json())).toEqual({
      name: 'region-6',
      scope: REGION_6,
    });
    expect(await auditEventsOf(centre, 'region-6')).toContain('viewer.signed-in');
  });

  it('lets in by the name that the provider has for a person', async () => {
    await setOpenIdViewer(centre.db, { name: 'by-id', scope: REGION_6 }, 'f3a1', centre.now());
    const browser = createBrowser();
    await browser.signIn('f3a1');
    expect(await (await browser.whoAmI()).json()).toMatchObject({ name: 'by-id' });
    await removeViewer(centre.db, 'by-id', centre.now());
    expect((await browser.whoAmI()).status).toBe(401);
  });

  it('tells people who may not see the report so', async () => {
    const browser = createBrowser();
    expect((await browser.signIn('nobody')).search).toBe('?problem=REPORT_SIGN_IN_UNKNOWN');
    expect((await browser.whoAmI()).status).toBe(401);
  });

  it('does not believe an address that the provider has not checked', async () => {
    await setOpenIdViewer(
      centre.db,
      { name: 'unchecked', scope: REGION_6 },
      'unchecked@moph.example',
      centre.now(),
    );
    expect((await createBrowser().signIn('unchecked')).search).toBe('?problem=REPORT_SIGN_IN_UNKNOWN');
  });

  it('leads back to the view that was asked for, and to none elsewhere', async () => {
    const signInFrom = async (view: string) => (await createBrowser().signIn('somsri', undefined, view)).href;
    expect(await signInFrom('tab=silent&days=3')).toBe(`${centre.url}/report?tab=silent&days=3`);
    expect(await signInFrom('//elsewhere.example/')).toBe(`${centre.url}/report?//elsewhere.example/`);
  });

  it('refuses an answer that another browser asked for, that is used twice, or that nobody asked for', async () => {
    const [asked, other] = [createBrowser(), createBrowser()];
    const back = await asked.signIn('somsri', RETURN_PATH);
    expect(back.pathname).toBe(RETURN_PATH);
    const problem = async (browser: typeof asked, url: URL) => (await browser.open(url)).at.search;
    expect(await problem(other, back)).toBe('?problem=REPORT_SIGN_IN_FAILED');
    const changed = new URL(back);
    changed.searchParams.set('state', 'another');
    expect(await problem(asked, changed)).toBe('?problem=REPORT_SIGN_IN_FAILED');
    expect(await problem(asked, back)).toBe('');
    expect(await problem(asked, back)).toBe('?problem=REPORT_SIGN_IN_FAILED');
  });

  it('refuses what comes back after ten minutes', async () => {
    const browser = createBrowser();
    const back = await browser.signIn('somsri', RETURN_PATH);
    centre.moveClock(11 * 60_000);
    expect((await browser.open(back)).at.search).toBe('?problem=REPORT_SIGN_IN_FAILED');
    centre.moveClock(-11 * 60_000);
  });

  it('gives nobody a password, and a password takes its place', async () => {
    const signIn = (password: string) =>
      fetch(`${centre.url}/v1/session`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ name: 'region-6', password }),
      });
    expect((await signIn('')).status).not.toBe(200);
    const password = await setViewer(centre.db, { name: 'region-6', scope: REGION_6 }, centre.now());
    expect((await signIn(password)).status).toBe(200);
    expect((await createBrowser().signIn('somsri')).search).toBe('?problem=REPORT_SIGN_IN_UNKNOWN');
  });

  it('says that it did not work while the provider is away, and works when it is back', async () => {
    const away = await startTestCentre(undefined, {
      openId: { issuer: `http://127.0.0.1:${await freePort()}`, clientId: 'centre', clientSecret: 'none' },
    });
    try {
      const answer = await fetch(`${away.url}/v1/session/openid`, { redirect: 'manual' });
      expect(answer.headers.get('location')).toBe('/report?problem=REPORT_SIGN_IN_FAILED');
    } finally {
      await away.stop();
    }
  });
});
