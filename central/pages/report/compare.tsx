import type { NationalReport, Totals } from '../../../contract/report.ts';
import { Answered, DayRange } from './parts.tsx';
import { periodQuery, usePeriod } from './period-query.ts';
import { AsOf } from './regions.tsx';
import { countOrBlank, useAnswer, useReport } from './report-context.ts';
import { type Column, Table } from './table.tsx';
import { type Days, daysBefore, daysFrom } from './view.ts';

/** Without another choice, this many days with as many before. */
const USUAL_DAYS = 30;

type Row = { name: string; now: Totals | null; before: Totals | null };

/** Two periods side by side, for each region. */
export function Compare() {
  const { text, view, go, today } = useReport();
  const days = usePeriod() ?? { from: daysFrom(today, 1 - USUAL_DAYS), to: today };
  const before =
    view.beforeFrom !== '' && view.beforeTo !== '' && view.beforeFrom <= view.beforeTo
      ? { from: view.beforeFrom, to: view.beforeTo }
      : daysBefore(days);
  const now = useAnswer<NationalReport>(`/v1/reports/regions${periodQuery(days)}`);
  const then = useAnswer<NationalReport>(`/v1/reports/regions${periodQuery(before)}`);
  return (
    <>
      <div className="side-by-side controls">
        <Range
          legend={text.comparePeriod}
          days={days}
          onChange={(from, to) => go({ period: 'days', from, to })}
        />
        <Range
          legend={text.compareBefore}
          days={before}
          onChange={(beforeFrom, beforeTo) => go({ beforeFrom, beforeTo })}
        />
      </div>
      <Answered asked={now}>
        {(present) => (
          <Answered asked={then}>
            {(past) => (
              <>
                <AsOf asOf={present.asOf} />
                <Comparison
                  rows={rowsOf(present, past, text.regionNumber)}
                  sums={[present.national, past.national]}
                />
              </>
            )}
          </Answered>
        )}
      </Answered>
    </>
  );
}

type RangeProps = { legend: string; days: Days; onChange(from: string, to: string): void };

function Range({ legend, days, onChange }: RangeProps) {
  return (
    <fieldset className="line">
      <legend>{legend}</legend>
      <DayRange {...days} onChange={onChange} />
    </fieldset>
  );
}

function rowsOf(present: NationalReport, past: NationalReport, nameOf: (region: number) => string): Row[] {
  return present.regions.map(({ region, totals }) => ({
    name: nameOf(region),
    now: totals,
    before: past.regions.find((row) => row.region === region)?.totals ?? null,
  }));
}

function Comparison({ rows, sums: [now, before] }: { rows: readonly Row[]; sums: [Totals, Totals] }) {
  const { text } = useReport();
  const columns: Column<Row>[] = [
    { ...{ name: 'name', heading: text.region, isRowHead: true }, cell: ({ name }) => name },
    ...(['persons', 'tokens', 'confirmedTokens'] as const).flatMap((name): Column<Row>[] => [
      {
        ...{ name, heading: text[name], numeric: true, sum: countOrBlank(now[name]) },
        cell: (row) => countOrBlank(row.now?.[name] ?? 0),
      },
      {
        ...{ name: `${name}-before`, heading: text.compareBefore, numeric: true },
        ...{ sum: countOrBlank(before[name]) },
        cell: (row) => countOrBlank(row.before?.[name] ?? 0),
      },
      {
        ...{ name: `${name}-change`, heading: text.change, numeric: true },
        ...{ sum: changeOf(now[name], before[name]) },
        cell: (row) => changeOf(row.now?.[name] ?? 0, row.before?.[name] ?? 0),
      },
    ]),
  ];
  return (
    <section className="table" id="table">
      <Table
        columns={columns}
        rows={rows}
        keyOf={({ name }) => name}
        caption={text.tabs.compare}
        empty={text.nothing}
        sumLabel={text.sum}
      />
    </section>
  );
}

const change = new Intl.NumberFormat('en-US', {
  ...{ style: 'percent', maximumFractionDigits: 1 },
  signDisplay: 'exceptZero',
});

/** In percent of what was; a plus where there was nothing before; blank where there is nothing to compare. */
function changeOf(now: number, before: number): string {
  if (before === 0) return now === 0 ? '' : '+';
  return change.format((now - before) / before);
}
