import type { Totals } from '../../../contract/report.ts';
import { changeOf, rateChangeOf } from './change.ts';
import { countOrBlank, rateOf, useReport } from './report-context.ts';
import { type Column, Table } from './table.tsx';

/** Null where nothing was ever reported. */
export type Compared = { key: string; name: string; now: Totals | null; before: Totals | null };

type ComparisonProps = {
  /** What the rows are. */
  of: string;
  rows: readonly Compared[];
  sums: [Totals, Totals];
  /** Their names fit on one line. */
  isShort?: boolean;
  onChoose(key: string): void;
};

/** Each figure now, before, and what has changed. */
export function Comparison({ of, rows, sums: [now, before], isShort = false, onChoose }: ComparisonProps) {
  const { text } = useReport();
  const columns: Column<Compared>[] = [
    {
      ...{ name: 'name', heading: of, isRowHead: true },
      cell: ({ key, name }) => (
        <button type="button" className="link" onClick={() => onChoose(key)}>
          {name}
        </button>
      ),
    },
    ...(['persons', 'tokens', 'confirmedTokens'] as const).flatMap((name) => {
      const said = (totals: Totals | null) =>
        totals ? countOrBlank(totals[name]) : name === 'persons' ? <em>{text.nothing}</em> : '';
      const change = (one: Totals | null, other: Totals | null) =>
        changeOf(one?.[name] ?? 0, other?.[name] ?? 0, text.isNew);
      return threeColumns(name, text[name], { said, change });
    }),
    ...threeColumns('rate', text.rate, {
      said: (totals) => totals && rateOf(totals),
      change: (one, other) => rateChangeOf(one, other, text.points),
    }),
  ];

  function threeColumns(
    name: string,
    group: string,
    { said, change }: { said(totals: Totals | null): React.ReactNode; change: ChangeOf },
  ): Column<Compared>[] {
    const common = { group, numeric: true };
    return [
      {
        ...{ ...common, name, heading: text.comparePeriod, sum: said(now) },
        cell: (row) => said(row.now),
      },
      {
        ...{ ...common, name: `${name}-before`, heading: text.compareBefore, sum: said(before) },
        cell: (row) => said(row.before),
      },
      {
        ...{ ...common, name: `${name}-change`, heading: text.change, sum: change(now, before) },
        cell: (row) => change(row.now, row.before),
      },
    ];
  }

  return (
    <section className={isShort ? 'table compared by-region' : 'table compared'} id="table">
      <Table
        columns={columns}
        rows={rows}
        keyOf={({ key }) => key}
        caption={text.tabs.compare}
        empty={text.nothing}
        sumLabel={text.sum}
      />
    </section>
  );
}

type ChangeOf = (now: Totals | null, before: Totals | null) => string;
