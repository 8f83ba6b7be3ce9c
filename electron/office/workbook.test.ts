import readWorkbook from 'read-excel-file/node';
import { expect, it } from 'vitest';
import type { Figures } from '../../contract/index.ts';
import { figuresWorkbook } from './index.ts';

const FIGURES: Figures = {
  period: 'week',
  madeAt: '2026-11-22T07:05:00.000Z',
  total: { visits: 53, persons: 40, tokens: 41, confirmed: 35 },
  byOperator: [
    { staffId: 'op1', name: 'สุดา ตั้งใจ', tally: { visits: 51, persons: 40, tokens: 41, confirmed: 35 } },
    { staffId: 'op2', name: 'ประเสริฐ ดูแลดี', tally: { visits: 2, persons: 0, tokens: 0, confirmed: 0 } },
  ],
  byDay: [{ day: '2026-11-22', tally: { visits: 53, persons: 40, tokens: 41, confirmed: 35 } }],
  byReason: [
    { reason: 'FACE_NO_MATCH', visits: 10 },
    { reason: null, visits: 2 },
  ],
};
function deviceOf(name: string, counts: { persons: number; tokens: number; confirmedTokens: number }) {
  return { deviceId: name, name, status: 'active' as const, lastSeenAt: null, ...counts };
}
const SOURCE = {
  facility: {
    hcode: '00014',
    nameTh: 'โรงพยาบาลตัวอย่าง',
    nameEn: 'Sample Hospital',
    province: 'ตัวอย่าง',
    amphoe: 'เมือง',
    region: 6,
  },
  deviceName: 'ตู้ลงทะเบียน 1',
  devices: [
    deviceOf('ตู้ลงทะเบียน 1', { persons: 40, tokens: 41, confirmedTokens: 35 }),
    deviceOf('ตู้ลงทะเบียน 2', { persons: 0, tokens: 0, confirmedTokens: 0 }),
  ],
};
const TALLY = ['รายการ', 'คน', 'Token', 'ยืนยัน Token', 'ร้อยละที่ยืนยัน'];

it('is of today in Thailand, also while it is yesterday by UTC', async () => {
  const early = { ...FIGURES, madeAt: '2026-11-22T23:30:00.000Z' };
  const [summary] = await readWorkbook(Buffer.from(await figuresWorkbook(early, SOURCE)));
  expect(summary?.data).toContainEqual(['ข้อมูล ณ วันที่', '23/11/2569']);
});

it('is a workbook with Thai headings and every figure in its cell', async () => {
  const workbook = Buffer.from(await figuresWorkbook(FIGURES, SOURCE));
  const sheets = await readWorkbook(workbook);
  expect(sheets.map(({ sheet }) => sheet)).toEqual(['สรุป', 'รายวัน', 'เจ้าหน้าที่', 'อุปกรณ์', 'เหตุที่ไม่สำเร็จ']);
  const [summary, days, operators, devices, reasons] = sheets.map(({ data }) => data);
  expect(summary).toEqual([
    ['หน่วยบริการ', 'โรงพยาบาลตัวอย่าง (00014)'],
    ['เขตสุขภาพ', 6],
    ['อุปกรณ์', 'ตู้ลงทะเบียน 1'],
    ['ช่วงเวลา', '7 วันล่าสุด'],
    ['ข้อมูล ณ วันที่', '22/11/2569'],
    ['รายการ', 53],
    ['คน', 40],
    ['Token', 41],
    ['ยืนยัน Token', 35],
    ['ร้อยละที่ยืนยัน', 35 / 41],
  ]);
  expect(days).toEqual([
    ['วันที่', ...TALLY],
    ['22/11/2569', 53, 40, 41, 35, 35 / 41],
    ['รวม', 53, 40, 41, 35, 35 / 41],
  ]);
  expect(operators).toEqual([
    ['เจ้าหน้าที่', ...TALLY],
    ['สุดา ตั้งใจ', 51, 40, 41, 35, 35 / 41],
    ['ประเสริฐ ดูแลดี', 2, 0, 0, 0, 'ไม่มีข้อมูล'],
  ]);
  expect(devices).toEqual([
    ['อุปกรณ์', 'คน', 'Token', 'ยืนยัน Token', 'ร้อยละที่ยืนยัน'],
    ['ตู้ลงทะเบียน 1', 40, 41, 35, 35 / 41],
    ['ตู้ลงทะเบียน 2', 0, 0, 0, 'ไม่มีข้อมูล'],
  ]);
  expect(reasons).toEqual([
    ['เหตุ', 'รหัส', 'รายการ'],
    ['ใบหน้าไม่ตรงกับรูปในบัตร เจ้าหน้าที่จะช่วยดำเนินการต่อ', 'FACE_NO_MATCH', 10],
    ['ผู้รับบริการไม่ยินยอม', '–', 2],
  ]);
});

it('has this device alone, and says why, when the centre could not be asked', async () => {
  const sheets = await readWorkbook(
    Buffer.from(await figuresWorkbook(FIGURES, { ...SOURCE, devices: null })),
  );
  const rows = sheets.find(({ sheet }) => sheet === 'อุปกรณ์')?.data;
  expect(rows?.slice(1).map(([name, persons]) => [name, persons])).toEqual([
    ['ตู้ลงทะเบียน 1', 40],
    ['ติดต่อระบบกลางไม่ได้ จึงมีเฉพาะเครื่องนี้', null],
  ]);
});
