import writeWorkbook, { type Row } from 'write-excel-file/node';
import {
  ERRORS,
  type Facility,
  type FacilityReport,
  type Figures,
  isErrorCode,
  type Tally,
} from '../../contract/index.ts';
import { dayOf } from './days.ts';

const BUDDHIST_OFFSET_YEARS = 543;
const PERIOD = { today: 'วันนี้', week: '7 วันล่าสุด', month: '30 วันล่าสุด', all: 'ทั้งหมด' } as const;
const TALLY_HEADINGS = ['รายการ', 'คน', 'Token', 'ยืนยัน Token', 'ร้อยละที่ยืนยัน'];

/** Where the figures are from. */
export type Source = {
  facility: Facility;
  deviceName: string;
  /** The facility's machines in the same period, as the centre counts them; null when it could not be asked. */
  devices: FacilityReport['devices'] | null;
};

/** The figures as an Excel workbook (.xlsx), headings in Thai: summary, by day, operator, device and reason. */
export async function figuresWorkbook(figures: Figures, source: Source): Promise<Uint8Array> {
  const { total, byDay, byOperator, byReason } = figures;
  return writeWorkbook([
    sheet('สรุป', summaryRows(figures, source), [24, 40]),
    sheet('รายวัน', [
      headings(['วันที่', ...TALLY_HEADINGS]),
      ...byDay.map(({ day, tally }) => [text(thaiDate(day)), ...tallyCells(tally)]),
      [text('รวม'), ...tallyCells(total)],
    ]),
    sheet('เจ้าหน้าที่', [
      headings(['เจ้าหน้าที่', ...TALLY_HEADINGS]),
      ...byOperator.map(({ name, tally }) => [text(name), ...tallyCells(tally)]),
    ]),
    sheet('อุปกรณ์', deviceRows(figures, source), [40, 12, 12, 16, 18]),
    sheet(
      'เหตุที่ไม่สำเร็จ',
      [
        headings(['เหตุ', 'รหัส', 'รายการ']),
        ...byReason.map(({ reason, visits }) => [
          text(reasonWords(reason)),
          text(reason ?? '–'),
          count(visits),
        ]),
      ],
      [60, 28, 12],
    ),
  ]).toBuffer();
}

function summaryRows({ period, madeAt, total }: Figures, { facility, deviceName }: Source): Row[] {
  const pairs: [string, Row[number]][] = [
    ['หน่วยบริการ', text(`${facility.nameTh} (${facility.hcode})`)],
    ['เขตสุขภาพ', count(facility.region)],
    ['อุปกรณ์', text(deviceName)],
    ['ช่วงเวลา', text(PERIOD[period])],
    ['ข้อมูล ณ วันที่', text(thaiDate(dayOf(madeAt)))],
  ];
  const tally = tallyCells(total);
  return [
    ...pairs.map(([name, cell]): Row => [heading(name), cell]),
    ...TALLY_HEADINGS.map((name, place): Row => [heading(name), tally[place] ?? null]),
  ];
}

/** Every machine of the facility; this one alone, and a word why, where the centre could not be asked. */
function deviceRows({ total }: Figures, { devices, deviceName }: Source): Row[] {
  const { persons, tokens, confirmed } = total;
  const own = { name: deviceName, persons, tokens, confirmedTokens: confirmed };
  const rows = (devices ?? [own]).map(
    (row): Row => [
      text(row.name),
      count(row.persons),
      count(row.tokens),
      count(row.confirmedTokens),
      shareOf(row.confirmedTokens, row.tokens),
    ],
  );
  const [, ...columns] = TALLY_HEADINGS;
  return [
    headings(['อุปกรณ์', ...columns]),
    ...rows,
    ...(devices ? [] : [[text('ติดต่อระบบกลางไม่ได้ จึงมีเฉพาะเครื่องนี้')]]),
  ];
}

function sheet(name: string, data: Row[], widths: readonly number[] = [28, 12, 12, 12, 16, 18]) {
  return { sheet: name, data, columns: widths.map((width) => ({ width })) };
}

function tallyCells({ visits, persons, tokens, confirmed }: Tally): Row {
  return [count(visits), count(persons), count(tokens), count(confirmed), shareOf(confirmed, tokens)];
}

const shareOf = (confirmed: number, tokens: number) =>
  tokens === 0 ? text('ไม่มีข้อมูล') : { value: confirmed / tokens, type: Number, format: '0.0%' };

const text = (value: string) => ({ value, type: String });
const count = (value: number) => ({ value, type: Number, format: '#,##0' });
const heading = (value: string) => ({ value, type: String, fontWeight: 'bold' as const });
const headings = (values: string[]): Row => values.map(heading);

/** `2026-11-22` → `22/11/2569`. */
function thaiDate(isoDate: string): string {
  const [year, month, day] = isoDate.split('-').map(Number);
  return `${day}/${month}/${Number(year) + BUDDHIST_OFFSET_YEARS}`;
}

function reasonWords(reason: string | null): string {
  if (reason === null) return 'ผู้รับบริการไม่ยินยอม';
  return isErrorCode(reason) ? ERRORS[reason].th : reason;
}
