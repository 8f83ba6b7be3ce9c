import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { setOpenIdViewer, setViewer } from '../../central/index.ts';
import {
  auditEventsOf,
  citizenId,
  createTestDevice,
  startCentreWithProvider,
  type TestCentre,
  type TestProvider,
} from '../../central/testing/index.ts';
import { violationsOf } from './accessibility.ts';
import { openWindow, type TestWindow } from './open-window.ts';
import { fillReport } from './sample-report.ts';

const NARROW_PX = 360;
const WIDE_PX = 1920;
describe("the report's page", () => {
  let centre: TestCentre;
  let provider: TestProvider;
  let window: TestWindow;
  let passwords: { ministry: string; region: string };
  let tokens: number;
  beforeAll(async () => {
    [{ centre, provider }, window] = await Promise.all([startCentreWithProvider(), openWindow()]);
    tokens = await fillReport(centre.db, centre.now());
    const add = (name: string, kind: 'ministry' | 'region', place: string) =>
      setViewer(centre.db, { name, scope: { kind, place } }, centre.now());
    passwords = {
      ministry: await add('ministry', 'ministry', ''),
      region: await add('region', 'region', '6'),
    };
  });
  afterAll(() => Promise.all([centre.stop(), provider.stop(), window.close()]));

  const open = (address: string) => window.page.goto(`${centre.url}/report${address}`);
  const signIn = async (name: 'ministry' | 'region', word = passwords[name]) => {
    await window.page.fill('#name', name);
    await window.page.fill('#password', word);
    await window.page.keyboard.press('Enter');
  };
  /** Nothing that axe-core complains about, nothing wider than the window. */
  const complaints = async (what: string): Promise<string[]> => {
    const { page } = window;
    const wide = await page.evaluate('document.documentElement.scrollWidth > innerWidth');
    const found = (await violationsOf(page)).map((violation) => `${what}: ${violation}`);
    return wide ? [...found, `${what}: wider than the window`] : found;
  };
  const showIn = async (language: 'th' | 'en', width: number) => {
    await window.page.setViewportSize({ width, height: 800 });
    if ((await window.page.locator('html').getAttribute('lang')) !== language)
      await window.page.click('#language');
    await window.page.locator(`html[lang=${language}]`).waitFor();
  };
  const rowHeads = () => window.page.locator('#table tbody th').allTextContents();

  it('asks for name and password first, and says what was wrong', async () => {
    await open('?tab=facilities&region=2');
    await window.page.locator('#sign-in').waitFor();
    expect(await window.page.locator('#table').count()).toBe(0);
    await signIn('region', 'wrong');
    await window.page.locator('#sign-in-problem:has-text("รหัสผ่านไม่ถูกต้อง")').waitFor();
    await showIn('en', NARROW_PX);
    expect(await complaints('sign-in')).toEqual([]);
    await showIn('th', NARROW_PX);
  });

  it('then shows no more than the viewer may see, and says how far that is', async () => {
    const { page } = window;
    await signIn('region');
    await page.locator('#table caption:has-text("เขตสุขภาพที่\u00A06")').waitFor();
    expect(await page.locator('#viewer').textContent()).toBe('region · เขตสุขภาพที่ 6');
    expect(await page.locator('#region-list button').allTextContents()).toEqual(['6']);
    await page.click('#sign-out');
    await page.locator('#sign-in').waitFor();
    expect(await page.locator('#table').count()).toBe(0);
  });

  it('lets in with an account of another organisation, and shows the view that was asked for', async () => {
    const { page } = window;
    const signInThere = async () => {
      await page.click('#sign-in-openid');
      await page.fill('[name=login]', 'somsri');
      await page.fill('[name=password]', 'any');
      await page.click('[type=submit]');
      await page.click('[type=submit]');
    };
    await open('?tab=silent');
    await signInThere();
    await page.locator('#sign-in-problem:has-text("ยังไม่มีสิทธิ์")').waitFor();
    expect(page.url()).toBe(`${centre.url}/report`);
    const viewer = { name: 'region', scope: { kind: 'region', place: '6' } } as const;
    await setOpenIdViewer(centre.db, { ...viewer, name: 'somsri' }, 'somsri@moph.example', centre.now());
    await open('?tab=silent');
    await page.click('#sign-in-openid');
    await page.locator('#viewer:has-text("somsri")').waitFor();
    expect(page.url()).toBe(`${centre.url}/report?tab=silent`);
    await page.click('#sign-out');
  });

  it('shows what the shared address says once somebody has signed in', async () => {
    const { page } = window;
    await open('?');
    await signIn('ministry');
    await page.locator(`#total:has-text("${tokens.toLocaleString('en-US')}")`).waitFor();
    const heads = await rowHeads();
    expect(heads).toHaveLength(13);
    expect(await page.locator('#table tbody tr').nth(12).innerText()).toContain('ไม่มีข้อมูล');
    const tile = page.locator('.tile').nth(5);
    expect(await tile.textContent()).toMatch(/^เขตสุขภาพที่\u00A06: เขต\u00A06[\d,]+$/);
    await tile.click();
    await page.locator('#table caption:has-text("เขตสุขภาพที่\u00A06")').waitFor();
    expect(page.url()).toContain('region=6');
  });

  it('shows a new visit by itself', async () => {
    const device = await createTestDevice(centre);
    await device.enrollAndSend({ cid: citizenId(1) });
    await window.page.goto(`${centre.url}/report`);
    await window.page.locator(`#total:has-text("${(tokens + 1).toLocaleString('en-US')}")`).waitFor();
    await device.enrollAndSend({ cid: citizenId(2) });
    await window.page.locator(`#total:has-text("${(tokens + 2).toLocaleString('en-US')}")`).waitFor();
  });

  it('shows names only when they are asked for', async () => {
    const { page } = window;
    const device = await createTestDevice(centre);
    const { tokenId } = await device.enrollAndSend({ cid: citizenId(3) });
    const issuedAt = new Date(centre.now().getTime() - 5 * 86_400_000);
    await centre.db.updateTable('tokens').set({ issued_at: issuedAt }).where('jti', '=', tokenId).execute();
    await open(`?tab=lists&days=3&listOf=${device.provisioning.facility.hcode}`);
    const row = page.locator('#unconfirmed tbody tr', { hasText: tokenId });
    await row.waitFor();
    expect(await row.innerText()).not.toContain('นาย');
    await page.click('#unconfirmed button:has-text("แสดงชื่อ")');
    await page.locator('#unconfirmed tbody tr', { hasText: 'นายทดสอบ ระบบ' }).waitFor();
    expect(await auditEventsOf(centre, tokenId)).toContain('citizen.name-seen');
  });

  it('sorts, searches, turns pages, leads to a facility and its device, and back', async () => {
    const { page } = window;
    await open('?tab=facilities&region=6');
    await showIn('th', WIDE_PX);
    await page.locator('#table').waitFor();
    expect(await rowHeads()).toHaveLength(50);
    await page.click('.pager button:last-child');
    expect((await rowHeads()).length).toBeLessThan(50);
    await page.click('#table thead button:has-text("จำนวน Token")');
    const sorted = page.locator('#table th[aria-sort=descending]');
    expect(await sorted.textContent()).toContain('จำนวน Token');
    const counts = (await page.locator('#table tbody td[data-label="จำนวน Token"]').allTextContents()).map(
      (text) => Number(text.replaceAll(',', '')),
    );
    expect(counts).toEqual(counts.toSorted((one, other) => other - one));
    await page.fill('#search', 'ตัวอย่างระยอง');
    const found = await rowHeads();
    expect(found.toSorted()).toEqual([1, 2, 3].map((at) => `โรงพยาบาลตัวอย่างระยอง ${at}`));
    const shared = page.url();
    await page.click('#table tbody th button:has-text("ระยอง 3")');
    await page.locator('#facility:has-text("โรงพยาบาลตัวอย่างระยอง 3")').waitFor();
    await page.click('tbody th button:has-text("เครื่องที่ 1")');
    await page.locator('#chart h2:has-text("เครื่องที่ 1")').waitFor();
    for (const _step of ['device', 'facility']) await page.goBack();
    await page.locator('#table').waitFor();
    expect(page.url()).toBe(shared);
    expect(await rowHeads()).toEqual(found);
  });
});
