import type { NationalReport, RegionReport, Totals } from '../../contract/report.ts';
import type { ReportText } from './report-text.ts';

const COUNTS = ['devices', 'persons', 'tokens', 'confirmedTokens'] as const;
const PLACES = ['hcode', 'name', 'province', 'amphoe'] as const;

const number = new Intl.NumberFormat('en-US');

/** Blank for none, as the printed report has it. */
const count = (value: number): string => (value === 0 ? '' : number.format(value));

export function nationalFigures(national: Totals, text: ReportText): HTMLElement[] {
  return COUNTS.map((name) => {
    const figure = document.createElement('div');
    figure.append(element('dt', text[name]), element('dd', number.format(national[name])));
    return figure;
  });
}

/** A row per region; choosing one leads to its facilities. */
export function regionsTable(
  { regions, national }: NationalReport,
  text: ReportText,
  onChoose: (region: number) => void,
): HTMLTableElement {
  const rows = regions.map(({ region, totals }) => {
    const link = element('button', `${text.regionNumber} ${region}`);
    link.className = 'link';
    link.addEventListener('click', () => onChoose(region));
    const head = document.createElement('th');
    head.scope = 'row';
    head.append(link);
    return row(head, ...(totals === null ? [nothing(text, COUNTS.length)] : countCells(totals, text)));
  });
  return table(
    [text.region, ...COUNTS.map((name) => text[name])],
    rows,
    row(sumHead(text, 1), ...countCells(national, text)),
  );
}

/** A row per facility, with the columns of the printed report in its order. */
export function facilitiesTable({ facilities, region }: RegionReport, text: ReportText): HTMLElement {
  const rows = facilities.map((facility, index) => {
    const places = [facility.hcode, facility.nameTh, facility.province, facility.amphoe];
    return row(
      cell(String(index + 1), text.order),
      ...places.map((place, column) => cell(place, text[PLACES[column] ?? 'name'])),
      ...countCells(facility, text),
    );
  });
  const heads = [text.order, ...PLACES.map((name) => text[name]), ...COUNTS.map((name) => text[name])];
  if (rows.length === 0) rows.push(row(nothing(text, heads.length)));
  const sum = Object.fromEntries(
    COUNTS.map((name) => [name, facilities.reduce((total, facility) => total + facility[name], 0)]),
  ) as Totals;
  const result = table(heads, rows, row(sumHead(text, 1 + PLACES.length), ...countCells(sum, text)));
  result.caption = document.createElement('caption');
  result.caption.textContent = `${text.regionNumber} ${region}`;
  return result;
}

function table(heads: string[], rows: HTMLTableRowElement[], sum: HTMLTableRowElement): HTMLTableElement {
  const result = document.createElement('table');
  const headRow = result.createTHead().insertRow();
  for (const head of heads) {
    const th = element('th', head);
    th.scope = 'col';
    headRow.append(th);
  }
  result.createTBody().append(...rows);
  result.createTFoot().append(sum);
  return result;
}

function row(...cells: HTMLElement[]): HTMLTableRowElement {
  const tr = document.createElement('tr');
  tr.append(...cells);
  return tr;
}

/** `label` stands before the value where the table turns into cards on a narrow screen. */
function cell(value: string, label: string): HTMLTableCellElement {
  const td = element('td', value);
  td.dataset.label = label;
  return td;
}

const countCells = (totals: Totals, text: ReportText): HTMLTableCellElement[] =>
  COUNTS.map((name) => {
    const td = cell(count(totals[name]), text[name]);
    td.className = 'count';
    return td;
  });

function nothing(text: ReportText, columns: number): HTMLTableCellElement {
  const td = element('td', text.nothing);
  td.colSpan = columns;
  td.className = 'nothing';
  return td;
}

function sumHead(text: ReportText, columns: number): HTMLTableCellElement {
  const th = element('th', text.sum);
  th.scope = 'row';
  th.colSpan = columns;
  return th;
}

function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  content: string,
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  made.textContent = content;
  return made;
}
