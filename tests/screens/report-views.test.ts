import { sql } from 'kysely';
import { extractText, getDocumentProxy } from 'unpdf';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { setViewer } from '../../central/index.ts';
import { startTestCentre, type TestCentre } from '../../central/testing/index.ts';
import { PRINTED_ROWS } from '../report-2022/index.ts';
import { violationsOf } from './accessibility.ts';
import { openWindow, type TestWindow } from './open-window.ts';
import { fillReport } from './sample-report.ts';

/** A busy machine may take so long. */
const WAIT = { timeout: 10_000 };
const NARROW = { width: 360, height: 800 };
const USUAL = { width: 1280, height: 800 };
const WIDE = { width: 1920, height: 1080 };
/** A facility of the sample that has lists, and an operator of it. */
const HCODE = PRINTED_ROWS[0]?.hcode ?? '';
const OPERATOR = 'op-01';
/** One address for each part of the page, each with something in it. */
const VIEWS = [
  '?',
  '?measure=rate&period=365&grain=week',
  '?tab=facilities&region=6&period=30',
  '?tab=facilities&region=13',
  '?tab=facilities&period=days&from=2026-01-05&to=2026-10-25',
  `?tab=facilities&hcode=${HCODE}&operator=${OPERATOR}`,
  '?tab=compare',
  '?tab=compare&compareOf=6',
  '?tab=silent',
  '?tab=lists&region=6',
  `?tab=lists&listOf=${HCODE}`,
];

describe("the views of the report's page", () => {
  let centre: TestCentre;
  let window: TestWindow;
  beforeAll(async () => {
    [centre, window] = await Promise.all([startTestCentre(), openWindow()]);
    await fillReport(centre.db, centre.now());
    const viewer = { name: 'ministry', scope: { kind: 'ministry', place: '' } } as const;
    const password = await setViewer(centre.db, viewer, centre.now());
    await window.page.goto(`${centre.url}/report`);
    await window.page.fill('#name', viewer.name);
    await window.page.fill('#password', password);
    await window.page.keyboard.press('Enter');
    await window.page.locator('#total').waitFor();
  });
  afterAll(() => Promise.all([centre.stop(), window.close()]));

  const open = async (address: string, size = USUAL, language = 'th') => {
    await window.page.setViewportSize(size);
    await window.page.goto(`${centre.url}/report${address}&lang=${language}`);
    await window.page.locator('main nav.tabs').waitFor();
    await expect.poll(() => window.page.locator('main [role=status]').count(), WAIT).toBe(0);
  };
  const textOf = (selector: string) => window.page.locator(selector).innerText();

  it('prints a region with its place, its period, the time of the data and all its facilities', async () => {
    const { page } = window;
    await open('?tab=facilities&region=6&period=days&from=2026-01-05&to=2026-10-25');
    expect(await page.locator('#table tbody tr').count()).toBe(50);
    const pdf = await getDocumentProxy(await window.pdf());
    const { text } = await extractText(pdf, { mergePages: true });
    const codes = await centre.db.selectFrom('facilities').where('region', '=', 6).select('hcode').execute();
    expect(codes.length).toBeGreaterThan(50);
    expect(codes.filter(({ hcode }) => !text.includes(hcode))).toEqual([]);
    for (const said of ['2569', '5 ม.ค. 2569', '25 ต.ค. 2569']) expect(text).toContain(said);
    await page.emulateMedia({ media: 'print' });
    expect(await textOf('.about')).toMatch(/เขตสุขภาพที่\s6 · ช่วงเวลา 5 ม.ค. 2569 – 25 ต.ค. 2569 · ข้อมูล ณ/);
    expect(await page.locator('#table tbody tr').count()).toBe(codes.length);
    expect(await page.locator('.controls:visible, .pager:visible, .tabs:visible').count()).toBe(0);
    await page.emulateMedia({ media: null });
    await expect.poll(() => page.locator('#table tbody tr').count(), WAIT).toBe(50);
  }, 120_000);

  it('prints which two periods it compares', async () => {
    await open('?tab=compare&period=days&from=2026-10-01&to=2026-10-31');
    const { text } = await extractText(await getDocumentProxy(await window.pdf()), { mergePages: true });
    for (const day of ['1 ต.ค. 2569', '31 ต.ค. 2569', '31 ส.ค. 2569', '30 ก.ย. 2569'])
      expect(text).toContain(day);
  });

  it('says of a region without reports that there is no data, and never nought', async () => {
    const { page } = window;
    await open('?tab=facilities&region=13');
    expect(await textOf('#total')).toBe('ไม่มีข้อมูล');
    expect(await page.locator('.figures, #chart').count()).toBe(0);
    await open('?tab=compare');
    const cells = await page.locator('#table tbody tr').nth(12).locator('td').allInnerTexts();
    expect(cells.filter((text) => text !== '')).toEqual(['ไม่มีข้อมูล', 'ไม่มีข้อมูล']);
  });

  it('compares the regions, and the facilities of one, in counts and rate', async () => {
    const { page } = window;
    const periods = { now: ['2026-10-01', '2026-10-31'], before: ['2026-08-31', '2026-09-30'] } as const;
    const counted = async ([from, to]: readonly [string, string], hcode: string | null) => {
      const { rows } = await sql<{ persons: number; tokens: number; confirmed: number }>`
        select sum(${sql.ref(hcode === null ? 'persons_new_to_region' : 'persons_new_to_facility')})::int as persons,
          sum(tokens)::int as tokens, sum(confirmed_tokens)::int as confirmed
        from daily_counts join facilities using (hcode)
        where region = 6 and day between ${from} and ${to} and (${hcode}::text is null or hcode = ${hcode})
      `.execute(centre.db);
      return rows[0] ?? { persons: 0, tokens: 0, confirmed: 0 };
    };
    const percent = (share: number, sign = '') => `${sign}${(share * 100).toFixed(1)}%`;
    const signOf = (value: number) => (Number(value.toFixed(1)) > 0 ? '+' : '');
    const expected = async (hcode: string | null) => {
      const [now, before] = [await counted(periods.now, hcode), await counted(periods.before, hcode)];
      const counts = (['persons', 'tokens', 'confirmed'] as const).flatMap((name) => {
        const change = (now[name] - before[name]) / before[name];
        return [
          now[name].toLocaleString('en-US'),
          before[name].toLocaleString('en-US'),
          percent(change, signOf(100 * change)),
        ];
      });
      const [rate, rateBefore] = [now.confirmed / now.tokens, before.confirmed / before.tokens];
      const points = 100 * (rate - rateBefore);
      return [...counts, percent(rate), percent(rateBefore), `${signOf(points)}${points.toFixed(1)} จุด`];
    };
    const cellsOf = (row: number) => page.locator('#table tbody tr').nth(row).locator('td').allInnerTexts();
    await open('?tab=compare&period=days&from=2026-10-01&to=2026-10-31');
    expect(await cellsOf(5)).toEqual(await expected(null));
    await page.locator('#table tbody tr').nth(5).locator('button').click();
    await page.locator(`#table th:has-text("${HCODE}")`).waitFor();
    expect(await cellsOf(0)).toEqual(await expected(HCODE));
  });

  it('has fields for days in the Buddhist era, and takes what is typed', async () => {
    const { page } = window;
    await open('?tab=facilities&region=6&period=days&from=2026-01-05&to=2026-10-25');
    const fields = page.locator('.day input');
    expect([await fields.nth(0).inputValue(), await fields.nth(1).inputValue()]).toEqual([
      '05/01/2569',
      '25/10/2569',
    ]);
    await fields.nth(1).fill('31/2/2569');
    expect(await fields.nth(1).getAttribute('aria-invalid')).toBe('true');
    await fields.nth(1).fill('31/10/2569');
    await page.keyboard.press('Enter');
    await page.locator('.about:has-text("31 ต.ค. 2569")').waitFor();
    expect(page.url()).toContain('to=2026-10-31');
    // What would end before it begins moves both.
    await fields.nth(0).fill('1/11/2569');
    await fields.nth(0).blur();
    await expect.poll(() => fields.nth(1).inputValue(), WAIT).toBe('01/11/2569');
    await open('?tab=facilities&region=6&period=days&from=2026-01-05&to=2026-10-25', USUAL, 'en');
    expect(await fields.nth(0).inputValue()).toBe('05/01/2026');
  });

  it.each([
    ['narrow', NARROW],
    ['usual', USUAL],
  ])('shows a facility within the first screen of a %s window', async (_which, size) => {
    await open('?tab=facilities&region=6&period=30', size);
    const row = await window.page.locator('#table tbody tr').first().boundingBox();
    expect((row?.y ?? Number.POSITIVE_INFINITY) + (row?.height ?? 0)).toBeLessThan(size.height);
  });

  it('leads from a facility to its operators over time and to its lists', async () => {
    const { page } = window;
    await open(`?tab=facilities&hcode=${HCODE}&period=30`);
    await page.click(`tbody th button:has-text("${OPERATOR}")`);
    await page.locator(`#chart h2:has-text("${OPERATOR}")`).waitFor();
    await page.locator('#chart summary').click();
    const { tokens } = await centre.db
      .selectFrom('operator_days')
      .where('hcode', '=', HCODE)
      .where('operator_id', '=', OPERATOR)
      .select(sql<number>`(array_agg(tokens order by day desc))[1]`.as('tokens'))
      .executeTakeFirstOrThrow();
    const newest = page.locator('#chart tbody tr').first().locator('td[data-label="จำนวน Token"]');
    await expect.poll(() => newest.innerText(), WAIT).toBe(String(tokens));
    await page.click('button:has-text("รายการติดตามของหน่วยนี้")');
    await page.locator('#unconfirmed .pager').waitFor();
    expect(await page.locator('#unconfirmed tbody tr').count()).toBe(50);
    const first = await page.locator('#unconfirmed tbody th').first().innerText();
    await page.click('#unconfirmed .pager button:last-child');
    await expect.poll(() => page.locator('#unconfirmed tbody tr').count(), WAIT).toBe(10);
    expect(await page.locator('#unconfirmed tbody th').allInnerTexts()).not.toContain(first);
    expect(await textOf('#unconfirmed caption')).toContain('60 รายการ');
    expect(await page.locator('#hours tbody tr').count()).toBeGreaterThan(0);
    expect(await textOf('#call-backs tbody tr:first-child')).toContain('สถานะบัตรไม่ปกติ');
    for (const list of ['#unconfirmed', '#call-backs', '#hours'])
      expect(await textOf(`${list} .about`)).toContain('ข้อมูล ณ');
  });

  it('names the facilities of a region that have most unconfirmed tokens, the most first', async () => {
    const { page } = window;
    await open('?tab=facilities&region=6');
    await page.click('button:has-text("หน่วยที่ค้างยืนยันมากที่สุด"):visible');
    const rows = page.locator('#unconfirmed-facilities tbody tr');
    await rows.first().waitFor();
    const counts = (await rows.locator('td.count').allInnerTexts()).map(Number);
    expect(counts[0]).toBe(60);
    expect(counts).toEqual(counts.toSorted((one, other) => other - one));
    await rows.first().locator('button').click();
    await page.locator(`#unconfirmed h2:has-text("${HCODE}")`).waitFor();
  });

  it.each([
    ['th', NARROW],
    ['en', NARROW],
    ['th', WIDE],
    ['en', WIDE],
  ] as const)(
    'have no accessibility violation and nothing wider than the window, in %s at %o',
    async (language, size) => {
      const found: string[] = [];
      for (const view of VIEWS) {
        await open(view, size, language);
        const isWide = await window.page.evaluate('document.documentElement.scrollWidth > innerWidth');
        found.push(...(await violationsOf(window.page)).map((violation) => `${view}: ${violation}`));
        if (isWide) found.push(`${view}: wider than the window`);
      }
      expect(found).toEqual([]);
    },
    240_000,
  );
});
