import { mkdtempSync, rmSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import readWorkbook from 'read-excel-file/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkCards, simulatedRegistrar } from '../../central/index.ts';
import { citizenId, createTestDevice } from '../../central/testing/index.ts';
import { type CardCounter, LIMIT_MS, openCardCounter } from './card-counter.ts';
import { DEMO_PEOPLE, DEMO_SUPERVISOR, typePin } from './citizen.ts';
import { changeShift, driveVisit, openShift, waitForCentre, waitForStep } from './drive.ts';

const JOURNEY_MS = 120_000;
const MAX_WRONG_PINS = 5;
/** Somebody whom the supervisor adds: with this PIN at first, and their own from then on. */
const NEWCOMER = { name: 'นภา แจ่มใส', given: '864209', own: '314159', later: '271828' };

let counter: CardCounter;
let page: Page;
let newcomerId = '';

beforeAll(async () => {
  counter = await openCardCounter('office');
  page = await counter.open();
  await waitForCentre(page, LIMIT_MS);
});
afterAll(() => counter.close());

const failure = (code: string) => page.locator(`[data-testid="sign-in-notice"] [data-error="${code}"]`);
const notChosen = (code: string) => page.locator(`[data-testid="choose-pin-notice"] [data-error="${code}"]`);
const newcomerRow = () => page.getByTestId('people').locator('tr', { hasText: NEWCOMER.name });
const typeChoice = (pin: string) => typePin(page, pin, 'choose-pin-enter');

describe('the counter between visits', () => {
  it(
    'locks an account after five wrong PINs, and a supervisor unlocks it',
    async () => {
      await page.getByTestId(`staff-${DEMO_PEOPLE.staffId}`).click();
      for (let left = MAX_WRONG_PINS - 1; left > 0; left--) {
        await typePin(page, '0000');
        await failure('SIGN_IN_WRONG').getByText(`${left}`).first().waitFor();
      }
      await typePin(page, '0000');
      await failure('SIGN_IN_LOCKED').waitFor();
      await page.getByText('ให้หัวหน้างาน').first().waitFor();

      await typePin(page, '0000');
      await failure('SIGN_IN_WRONG').waitFor();
      await typePin(page, DEMO_SUPERVISOR.pin);
      await failure('SIGN_IN_WRONG').waitFor({ state: 'detached' });
      await openShift(page, DEMO_PEOPLE);
    },
    JOURNEY_MS,
  );

  it(
    'lists the visits of the day for the operator, who has no way to the supervisor’s figures',
    async () => {
      const card = await counter.sampleCard('somying');
      await driveVisit({ page, card, people: { ...DEMO_PEOPLE, consent: 'decline' }, say: () => {} });
      await page.getByTestId('open-desk').click();
      await page.getByTestId('desk-visits').getByText('ผู้รับบริการไม่ยินยอม').waitFor();
      await page.getByTestId('desk-search').fill('ffff');
      await page.getByTestId('desk-visits').waitFor({ state: 'detached' });
      await page.getByTestId('close-desk').click();

      expect(await page.getByTestId('open-report').count()).toBe(0);
      for (const refused of await page.evaluate(() =>
        Promise.all([
          globalThis.kiosk.loadFigures({ period: 'all' }),
          globalThis.kiosk.saveFigures({ period: 'all' }),
          globalThis.kiosk.loadAudit({ before: null }),
          globalThis.kiosk.loadRules(),
          globalThis.kiosk.loadReport({ period: 'all' }),
          globalThis.kiosk.loadFacility({ period: 'all' }),
          globalThis.kiosk.loadPeople(),
          globalThis.kiosk.editStaff({ action: 'role', staffId: 'demo-operator', role: 'supervisor' }),
          globalThis.kiosk.exportPending(),
          globalThis.kiosk.backUpVault(),
          globalThis.kiosk.sendAgain({ recordId: '00000000-0000-4000-8000-000000000000' }),
        ]),
      ))
        expect(refused).toMatchObject({ ok: false, error: { code: 'SUPERVISOR_ONLY' } });
    },
    JOURNEY_MS,
  );

  it(
    'shows the supervisor figures, audit and rules, and saves an Excel file that opens again',
    async () => {
      await changeShift(page, DEMO_SUPERVISOR);
      await page.getByTestId('open-report').click();
      await page.getByTestId('tab-facility').click();
      await page.getByTestId('facility-devices').getByText('(เครื่องนี้)').waitFor();
      await page.getByTestId('tab-figures').click();
      await page.getByTestId('figures-operators').getByText('สมใจ').waitFor();
      await page.getByTestId('save-excel').click();
      await page.getByTestId('saved-excel').waitFor();
      const [file = 'none'] = await readdir(counter.device.reports);
      const [summary] = await readWorkbook(await readFile(path.join(counter.device.reports, file)));
      const cells = Object.fromEntries(summary?.data.map(([name, value]) => [String(name), value]) ?? []);
      expect(cells).toMatchObject({ ช่วงเวลา: 'วันนี้', รายการ: 1, คน: 0, Token: 0 });

      await page.getByTestId('tab-audit').click();
      await page.getByTestId('chain').getByText('ไม่ถูกแก้ไข').waitFor();
      for (const event of ['บัญชีถูกล็อก', 'ปลดล็อกบัญชี', 'ผู้รับบริการไม่ยินยอม', 'บันทึกรายงาน Excel'])
        await page.getByTestId('audit').getByText(event, { exact: true }).first().waitFor();
      await page.getByTestId('tab-rules').click();
      await page.getByTestId('rules').getByText('2026-1').waitFor();
      await page.getByTestId('close-report').click();
      await waitForStep(page, 'idle', LIMIT_MS);
    },
    JOURNEY_MS,
  );

  it(
    'lets the supervisor add a person, and never goes without a supervisor',
    async () => {
      await page.getByTestId('open-report').click();
      await page.getByTestId('tab-people').click();
      await page.getByTestId('add-person').click();
      await page.getByTestId('person-name').fill(NEWCOMER.name);
      await page.getByTestId('role-operator').click();
      expect(await page.getByTestId('person-save').isDisabled()).toBe(true);
      await page.getByTestId('person-pin').fill(NEWCOMER.given);
      await page.getByTestId('person-save').click();
      await newcomerRow().getByText('เพิ่มที่เครื่องนี้').waitFor();

      await page.getByTestId(`edit-${DEMO_SUPERVISOR.staffId}`).click();
      await page.getByTestId('person-active').click();
      await page.locator('[data-testid="person-failure"] [data-error="LAST_SUPERVISOR"]').waitFor();
      await page.getByTestId('person-close').click();
      await page.getByTestId('close-report').click();

      const staff = await page.evaluate(() => globalThis.kiosk.listStaff());
      newcomerId = (staff.ok && staff.value.find(({ name }) => name === NEWCOMER.name)?.id) || '';
      expect(newcomerId).not.toBe('');
    },
    JOURNEY_MS,
  );

  it(
    'has who signs in with a PIN that the supervisor gave choose their own first: no visit starts, no command is answered',
    async () => {
      const card = await counter.sampleCard('somying');
      await changeShift(page, { staffId: newcomerId, pin: NEWCOMER.given });
      const choosing = page.getByTestId('choose-pin-new');
      await choosing.waitFor();
      await card.insert();
      await waitForStep(page, 'card-problem', LIMIT_MS);
      for (const refused of await page.evaluate(() =>
        Promise.all([
          globalThis.kiosk.loadDesk({ reference: '' }),
          globalThis.kiosk.saveSlip({ language: 'th' }),
          globalThis.kiosk.closeCallBack({ tokenId: 'any' }),
          globalThis.kiosk.loadReport({ period: 'all' }),
          globalThis.kiosk.editStaff({ action: 'role', staffId: 'demo-operator', role: 'supervisor' }),
          globalThis.kiosk.backUpVault(),
        ]),
      ))
        expect(refused).toMatchObject({ ok: false, error: { code: 'PIN_NOT_OWN' } });
      for (const pin of ['123456', '777777'])
        expect(
          await page.evaluate((weak) => globalThis.kiosk.choosePin({ pin: weak, oldPin: null }), pin),
        ).toMatchObject({ ok: false, error: { code: 'PIN_WEAK' } });

      await typeChoice('987654');
      await notChosen('PIN_WEAK').waitFor();
      await typeChoice(NEWCOMER.own);
      await typeChoice('314158');
      await notChosen('PIN_MISMATCH').waitFor();
      for (let times = 0; times < 2; times += 1) await typeChoice(NEWCOMER.given);
      await notChosen('PIN_SAME').waitFor();
      expect(await choosing.isVisible()).toBe(true);
      for (let times = 0; times < 2; times += 1) await typeChoice(NEWCOMER.own);

      await waitForStep(page, 'confirm-identity', LIMIT_MS);
      await page.getByTestId('answer-identity-no').click();
      await waitForStep(page, 'ended', LIMIT_MS);
      card.remove();
      await waitForStep(page, 'idle', LIMIT_MS);
      expect(await page.getByTestId('open-report').count()).toBe(0);
    },
    JOURNEY_MS,
  );

  it(
    'takes the PIN that the supervisor gave no more, and lets people change their own with the old one',
    async () => {
      await page.getByTestId('open-status').click();
      await page.getByTestId('change-pin').click();
      for (const pin of ['000000', NEWCOMER.later, NEWCOMER.later]) await typeChoice(pin);
      await notChosen('SIGN_IN_WRONG').getByText('4').first().waitFor();
      for (const pin of [NEWCOMER.own, NEWCOMER.later, NEWCOMER.later]) await typeChoice(pin);
      await page.getByTestId('choose-pin-done').click();

      await page.getByTestId('open-status').click();
      await page.getByTestId('sign-out').click();
      await page.getByTestId('close-status').click();
      await page.getByTestId(`staff-${newcomerId}`).click();
      for (const pin of [NEWCOMER.given, NEWCOMER.own]) {
        await typePin(page, pin);
        await failure('SIGN_IN_WRONG').waitFor();
      }
      await openShift(page, { staffId: newcomerId, pin: NEWCOMER.later });
    },
    JOURNEY_MS,
  );

  it(
    'lets the supervisor change the role and close the account',
    async () => {
      await changeShift(page, DEMO_SUPERVISOR);
      await page.getByTestId('open-report').click();
      await page.getByTestId('tab-people').click();
      await page.getByTestId(`edit-${newcomerId}`).click();
      await page.getByTestId('role-supervisor').click();
      await page.getByTestId('person-save').click();
      await newcomerRow().getByText('หัวหน้างาน').waitFor();
      await page.getByTestId(`edit-${newcomerId}`).click();
      await page.getByTestId('person-active').click();
      await newcomerRow().getByText('ปิดใช้งาน').waitFor();
      await page.getByTestId('tab-audit').click();
      for (const event of ['เพิ่มเจ้าหน้าที่', 'ตั้ง PIN ของตนเอง', 'เปลี่ยนหน้าที่', 'ปิดใช้งานบัญชี'])
        await page.getByTestId('audit').getByText(event, { exact: true }).first().waitFor();
      await page.getByTestId('close-report').click();
    },
    JOURNEY_MS,
  );

  it(
    'exports what waits and backs the vault up to the folder that is chosen, and says when that fails',
    async () => {
      const drive = mkdtempSync(path.join(tmpdir(), 'drive-'));
      // The system's own window can't be pressed from here; it answers as a person would.
      const choose = (folder: string) =>
        counter.app().evaluate(({ dialog }, chosen) => {
          dialog.showOpenDialog = async () => ({ canceled: chosen === '', filePaths: [chosen] });
        }, folder);
      await page.getByTestId('open-report').click();
      await page.getByTestId('tab-keep').click();
      await choose(drive);
      await page.getByTestId('export-pending').click();
      await page.getByTestId('drive-written').getByText('ส่งออกแล้ว 0 รายการ').waitFor();
      await page.getByTestId('back-up').click();
      await page.getByTestId('drive-written').getByText('สำรองแล้วที่').waitFor();
      const extensions = (await readdir(drive)).map((name) => name.slice(name.indexOf('.'))).sort();
      expect(extensions).toEqual(['.db', '.db.key.json', '.jws']);
      await choose(path.join(drive, 'pulled-out'));
      await page.getByTestId('back-up').click();
      await page.locator('[data-testid="drive-failed"] [data-error="DRIVE_FAILED"]').waitFor();
      await page.getByTestId('close-report').click();
      rmSync(drive, { recursive: true });
    },
    JOURNEY_MS,
  );

  it(
    'lists who is to be called back, finds them by the reference on the slip, and takes them off when they were told',
    async () => {
      const centre = { ...counter.world.centre(), directory: '', moveClock: () => {}, now: () => new Date() };
      const neighbour = await createTestDevice(centre);
      const cid = citizenId(77);
      const { tokenId } = await neighbour.enrollAndSend({ cid, level: '2.1', levelPending: '2.3' });
      await checkCards(centre, simulatedRegistrar([cid]));
      await page.evaluate(() => globalThis.kiosk.sendNow());
      await page.getByTestId('open-desk').click();
      await page.getByTestId('tab-callBacks').click();
      const told = page.locator('[data-testid^="told-"]');
      const refreshed = async () => {
        await page.getByTestId('refresh-desk').click();
        return told.count();
      };
      await expect.poll(refreshed, { timeout: LIMIT_MS, interval: 500 }).toBe(1);

      const reference = (await told.getAttribute('data-testid'))?.slice('told-'.length) ?? '';
      const search = page.getByTestId('desk-search');
      await search.fill(reference.replace(/\d/g, (digit) => '๐๑๒๓๔๕๖๗๘๙'[Number(digit)] ?? ''));
      await page.getByTestId('tab-callBacks').getByText('(1)').waitFor();
      await search.fill(reference.startsWith('0') ? '1' : '0');
      await page.getByTestId('tab-callBacks').getByText('(0)').waitFor();
      await search.fill('สมหญิง');
      await page.getByTestId('desk-search-help').waitFor();
      await search.fill('');

      await told.click();
      await told.waitFor({ state: 'detached', timeout: LIMIT_MS });
      const settledAt = async () => {
        const listed = centre.db.selectFrom('call_backs').where('token_id', '=', tokenId);
        return (await listed.select('settled_at').executeTakeFirstOrThrow()).settled_at;
      };
      await expect.poll(settledAt, { timeout: 60_000 }).not.toBeNull();
      await page.getByTestId('close-desk').click();
    },
    JOURNEY_MS,
  );
});
