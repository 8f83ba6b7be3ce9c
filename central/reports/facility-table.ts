import writeWorkbook, { type Row } from 'write-excel-file/node';
import type { RegionReport } from '../../contract/index.ts';
import type { Period } from './sums.ts';

/** The columns of the ministry's printed report, in its order. */
const HEADINGS = [
  'ลำดับ',
  'รหัส',
  'ชื่อหน่วยให้บริการ',
  'จังหวัด',
  'อำเภอ',
  'จำนวนอุปกรณ์',
  'จำนวนคน',
  'จำนวน Token',
  'จำนวนยืนยัน Token',
];
const WIDTHS = [8, 12, 48, 20, 20, 16, 14, 14, 20];
const WORKBOOK = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const NOTHING = 'ไม่มีข้อมูล';
/** By it Excel knows that the text is UTF-8. */
const BYTE_ORDER_MARK = '\u{FEFF}';

/** A region's facilities as a file: an Excel workbook, or comma-separated values (RFC 4180) in UTF-8. */
export async function facilityTable(
  report: RegionReport,
  period: Period,
  format: 'xlsx' | 'csv',
): Promise<{ mediaType: string; content: Uint8Array }> {
  return format === 'xlsx'
    ? { mediaType: WORKBOOK, content: await workbook(report, period) }
    : { mediaType: 'text/csv; charset=utf-8', content: Buffer.from(csv(report)) };
}

async function workbook(report: RegionReport, period: Period): Promise<Uint8Array> {
  const { region, asOf } = report;
  const days = period === null ? 'ทั้งหมด' : `${thaiDate(period.from)} – ${thaiDate(period.to)}`;
  const data: Row[] = [
    [{ value: `รายงานสรุปจำนวนข้อมูล eKYC เขตสุขภาพที่ ${region}`, fontWeight: 'bold' }],
    [{ value: `ช่วงเวลา ${days} · ข้อมูล ณ ${thaiTime(asOf)}` }],
    HEADINGS.map((value) => ({ value, type: String, fontWeight: 'bold' as const })),
    ...rowsOf(report).map(
      (row): Row =>
        row.map((value) =>
          typeof value === 'number'
            ? { value, type: Number, format: '#,##0' }
            : value === ''
              ? null
              : { value, type: String },
        ),
    ),
  ];
  const columns = WIDTHS.map((width) => ({ width }));
  return writeWorkbook([{ sheet: `เขตสุขภาพที่ ${region}`, data, columns }]).toBuffer();
}

function csv(report: RegionReport): string {
  const lines = [HEADINGS, ...rowsOf(report)].map((row) => row.map(field).join(','));
  return `${BYTE_ORDER_MARK}${lines.join('\r\n')}\r\n`;
}

/** A name that begins like a formula is kept from being one by an apostrophe, as spreadsheets do it themselves. */
function field(value: string | number): string {
  const text = typeof value === 'string' && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Blank for none, as the printed report has it; of a region that never reported, words. */
function rowsOf({ facilities }: RegionReport): (string | number)[][] {
  if (facilities.length === 0) return [['', '', NOTHING]];
  return facilities.map((row, index) => [
    ...[index + 1, row.hcode, row.nameTh, row.province, row.amphoe],
    ...[row.devices, row.persons, row.tokens, row.confirmedTokens].map((count) => count || ''),
  ]);
}

const BUDDHIST = 'th-TH-u-ca-buddhist';

/** `2026-11-22` → `22/11/2569`. */
const thaiDate = (isoDate: string): string =>
  new Intl.DateTimeFormat(BUDDHIST, {
    ...({ day: 'numeric', month: 'numeric', year: 'numeric' } as const),
    timeZone: 'UTC',
  }).format(new Date(isoDate));

const thaiTime = (iso: string): string =>
  new Intl.DateTimeFormat(BUDDHIST, {
    dateStyle: 'long',
    timeStyle: 'short',
    timeZone: 'Asia/Bangkok',
  }).format(new Date(iso));
