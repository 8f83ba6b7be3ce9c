import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import writeWorkbook from 'write-excel-file/node';
import {
  citizenId,
  createTestDevice,
  readNationalReport,
  startTestCentre,
  type TestCentre,
} from '../testing/index.ts';
import { enterFacilities, readFacilities } from './index.ts';

const HEADINGS = ['ลำดับ', 'รหัส', 'ชื่อหน่วยให้บริการ', 'จังหวัด', 'อำเภอ'];
const text = (value: string) => ({ value, type: String });

describe("the ministry's list of facilities", () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'register-'));
  });
  afterAll(() => rm(folder, { recursive: true }));
  const csv = async (...rows: string[]): Promise<string> => {
    const file = join(folder, 'list.csv');
    await writeFile(file, `\u{FEFF}รายชื่อหน่วยบริการ\r\n${HEADINGS.join(',')}\r\n${rows.join('\r\n')}\r\n`);
    return file;
  };

  it('is read from CSV: codes of all three kinds as text, the region by the province', async () => {
    const file = await csv(
      '1,00014,"รพ.สต. ""ก""",ตราด,เมืองตราด',
      '2,001066200,โรงพยาบาลชลบุรี,จังหวัดชลบุรี,เมืองชลบุรี',
      ',,,,',
      '3,ea0012345,คลินิกตัวอย่าง,กรุงเทพมหานคร,บางรัก',
    );
    expect(await readFacilities(file)).toEqual({
      problems: [],
      facilities: [
        {
          ...{ hcode: '00014', nameTh: 'รพ.สต. "ก"', nameEn: '' },
          ...{ province: 'ตราด', amphoe: 'เมืองตราด', region: 6 },
        },
        {
          ...{ hcode: '001066200', nameTh: 'โรงพยาบาลชลบุรี', nameEn: '', province: 'ชลบุรี' },
          ...{ amphoe: 'เมืองชลบุรี', region: 6 },
        },
        {
          ...{ hcode: 'EA0012345', nameTh: 'คลินิกตัวอย่าง', nameEn: '', province: 'กรุงเทพมหานคร' },
          ...{ amphoe: 'บางรัก', region: 13 },
        },
      ],
    });
  });

  it('is read from a workbook that took codes for numbers', async () => {
    const file = join(folder, 'list.xlsx');
    const rows = [14, 1_066_200].map((code) => [
      { value: 1, type: Number },
      { value: code, type: Number },
      ...['หน่วย', 'ระยอง', 'แกลง'].map(text),
    ]);
    await writeFile(
      file,
      await writeWorkbook([{ sheet: 'รายชื่อ', data: [HEADINGS.map(text), ...rows] }]).toBuffer(),
    );
    const { facilities, problems } = await readFacilities(file);
    expect(problems).toEqual([]);
    expect(facilities.map(({ hcode }) => hcode)).toEqual(['00014', '001066200']);
  });

  it('is refused with the row and what is wrong in it', async () => {
    const { problems } = await readFacilities(
      await csv(
        '1,00014,ก,ตราด,ข',
        '2,123,ก,ตราด,ข',
        '3,00015,ก,แอตแลนติส,ข',
        '4,00014,ค,ตราด,ข',
        '5,00016,,ตราด,ข',
      ),
    );
    expect(problems).toEqual([
      { row: 4, problem: 'hcode is wrong' },
      { row: 5, problem: 'no province is called "แอตแลนติส"' },
      { row: 6, problem: '00014 is in row 3 already' },
      { row: 7, problem: 'nameTh is empty' },
    ]);
    const file = join(folder, 'other.csv');
    await writeFile(file, 'a,b\r\n1,2\r\n');
    expect((await readFacilities(file)).problems[0]?.problem).toContain('no row is headed');
  });
});

describe('the register of facilities', () => {
  let centre: TestCentre;
  beforeAll(async () => {
    centre = await startTestCentre();
  });
  afterAll(() => centre.stop());
  const CHONBURI = {
    ...{ hcode: '10662', nameTh: 'โรงพยาบาลชลบุรี', nameEn: '', province: 'ชลบุรี' },
    ...{ amphoe: 'เมือง', region: 6 },
  };
  const enter = (...facilities: (typeof CHONBURI)[]) =>
    centre.db.transaction().execute((transaction) => enterFacilities(transaction, facilities, centre.now()));

  it('keeps what a facility was, and takes the same list again without a change', async () => {
    expect(await enter(CHONBURI)).toEqual({ added: 1, changed: 0, unchanged: 0 });
    expect(await enter(CHONBURI)).toEqual({ added: 0, changed: 0, unchanged: 1 });
    const renamed = { ...CHONBURI, nameTh: 'โรงพยาบาลชลบุรี (ใหม่)' };
    expect(await enter(renamed)).toEqual({ added: 0, changed: 1, unchanged: 0 });
    const history = await centre.db
      .selectFrom('facility_changes')
      .where('hcode', '=', '10662')
      .select(['before', 'after'])
      .orderBy('id')
      .execute();
    expect(history).toEqual([
      { before: null, after: CHONBURI },
      { before: CHONBURI, after: renamed },
    ]);
  });

  it('takes the counts along when a facility moves into another province', async () => {
    const device = await createTestDevice(centre, { facility: CHONBURI });
    await device.enrollAndSend({ cid: citizenId(1) });
    await enter({ ...CHONBURI, province: 'ตาก', region: 2 });
    const regionsOf = async () =>
      (await readNationalReport(centre)).regions
        .filter(({ totals }) => totals?.tokens)
        .map(({ region }) => region);
    expect(await regionsOf()).toEqual([2]);
    const days = await centre.db
      .selectFrom('province_days')
      .select(['region', 'province', 'tokens'])
      .execute();
    expect(days).toEqual([{ region: 2, province: 'ตาก', tokens: '1' }]);
  });
});
