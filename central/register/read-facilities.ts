import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { parse } from 'csv-parse/sync';
import readWorkbook from 'read-excel-file/node';
import { type Facility, facilitySchema } from '../../contract/index.ts';
import { provinceRegion } from './regions.ts';

type Cell = string | number | boolean | Date | null;
type Field = 'hcode' | 'nameTh' | 'nameEn' | 'province' | 'amphoe';

/** How files of the ministry and of others head these columns; letters, spaces and dots are not minded. */
const HEADINGS: Record<Field, readonly string[]> = {
  hcode: ['รหัส', 'รหัสหน่วยบริการ', 'รหัสหน่วยให้บริการ', 'รหัส5หลัก', 'รหัส9หลัก', 'hcode', 'code'],
  nameTh: ['ชื่อ', 'ชื่อหน่วยบริการ', 'ชื่อหน่วยให้บริการ', 'ชื่อสถานพยาบาล', 'nameth', 'name'],
  nameEn: ['ชื่ออังกฤษ', 'ชื่อภาษาอังกฤษ', 'nameen'],
  province: ['จังหวัด', 'province'],
  amphoe: ['อำเภอ', 'อำเภอเขต', 'amphoe', 'district'],
};
const NEEDED: readonly Field[] = ['hcode', 'nameTh', 'province', 'amphoe'];

export type ReadFacilities = {
  facilities: Facility[];
  /** What is wrong, by the row as the file's program numbers it; nothing should be entered while there is anything. */
  problems: { row: number; problem: string }[];
};

/**
 * Reads facilities from a table: CSV (UTF-8) or an Excel workbook's first sheet. The first row that names the code, the name,
 * the province and the district is the heading. The region follows from the province.
 */
export async function readFacilities(file: string): Promise<ReadFacilities> {
  const rows = extname(file).toLowerCase() === '.xlsx' ? await workbookRows(file) : await csvRows(file);
  const headingAt = rows.findIndex((row) => NEEDED.every((field) => columnOf(row, field) >= 0));
  const heading = rows[headingAt];
  if (heading === undefined)
    return {
      facilities: [],
      problems: [
        { row: 1, problem: `no row is headed ${NEEDED.map((field) => HEADINGS[field][0]).join(', ')}` },
      ],
    };
  const facilities: Facility[] = [];
  const problems: ReadFacilities['problems'] = [];
  const rowOf = new Map<string, number>();
  for (const [index, cells] of rows.entries()) {
    if (index <= headingAt || cells.every((cell) => textOf(cell) === '')) continue;
    const row = index + 1;
    const found = readRow(cells, (field) => columnOf(heading, field));
    if (typeof found === 'string') problems.push({ row, problem: found });
    else if (rowOf.has(found.hcode))
      problems.push({ row, problem: `${found.hcode} is in row ${rowOf.get(found.hcode)} already` });
    else {
      rowOf.set(found.hcode, row);
      facilities.push(found);
    }
  }
  return { facilities, problems };
}

async function workbookRows(file: string): Promise<Cell[][]> {
  const [sheet] = await readWorkbook(await readFile(file));
  return (sheet?.data ?? []) as Cell[][];
}

async function csvRows(file: string): Promise<Cell[][]> {
  return parse(await readFile(file), { bom: true, relax_column_count: true, skip_empty_lines: false });
}

/** @returns what is wrong, in words, instead of a facility */
function readRow(cells: readonly Cell[], column: (field: Field) => number): Facility | string {
  const text = (field: Field): string => textOf(cells[column(field)] ?? null);
  const province = text('province').replace(/^(จังหวัด|จ\.)\s*/, '');
  const region = provinceRegion(province);
  if (region === null) return `no province is called "${province}"`;
  const facility = facilitySchema.safeParse({
    ...{ hcode: codeOf(cells[column('hcode')] ?? null), province, region },
    ...{ nameTh: text('nameTh'), nameEn: text('nameEn'), amphoe: text('amphoe') },
  });
  if (!facility.success)
    return facility.error.issues.map(({ path }) => `${path.join('.')} is wrong`).join(', ');
  return text('nameTh') === '' ? 'nameTh is empty' : facility.data;
}

/** A code that a spreadsheet took for a number has lost its leading zeros: it had 5 digits, or 9. */
function codeOf(cell: Cell): string {
  const code = textOf(cell).toUpperCase();
  if (typeof cell !== 'number') return code;
  return code.padStart(code.length <= 5 ? 5 : 9, '0');
}

function columnOf(heading: readonly Cell[], field: Field): number {
  const plain = (cell: Cell) =>
    textOf(cell)
      .toLowerCase()
      .replace(/[\s._/-]/g, '');
  return heading.findIndex((cell) => HEADINGS[field].includes(plain(cell)));
}

const textOf = (cell: Cell): string => (cell === null ? '' : String(cell).trim());
