import type { Grain, Series, SeriesQuery } from '../../../contract/report.ts';
import { isUnfinished } from './axis.ts';
import { ChartColumns, type Point } from './chart-columns.tsx';
import { countColumns } from './columns.tsx';
import { Answered, Choices } from './parts.tsx';
import { usePeriod } from './period-query.ts';
import { useAnswer, useDates, useReport } from './report-context.ts';
import { type Column, Table } from './table.tsx';
import { daysFrom, usualGrain } from './view.ts';

/** All time is drawn from here on: the service began in 2022. */
const LONGEST_DAYS = 4 * 365;
/** A column for each day of years could not be read. */
const MOST_DAYS: Record<Grain, number> = { day: 400, week: 7 * 400, month: 28 * 400 };

type ChartProps = { of: SeriesQuery['of']; place: string; title: string };

/** Tokens, and of them the confirmed, as columns over time; and the same as a table. */
export function SeriesChart({ of, place, title }: ChartProps) {
  const { text, view, go, today } = useReport();
  const days = usePeriod() ?? { from: daysFrom(today, -LONGEST_DAYS), to: today };
  const length = (Date.parse(days.to) - Date.parse(days.from)) / 86_400_000;
  const grain = length > MOST_DAYS[view.grain] ? usualGrain(days) : view.grain;
  const asked = useAnswer<Series>(`/v1/reports/series?${new URLSearchParams({ of, place, grain, ...days })}`);
  const grains = Object.fromEntries(
    (['day', 'week', 'month'] as const)
      .filter((each) => length <= MOST_DAYS[each])
      .map((each) => [each, text.grains[each]]),
  ) as Record<Grain, string>;
  return (
    <section className="chart" id="chart">
      <div className="line chart-head">
        <h2>{title}</h2>
        <Choices
          label={text.grain}
          values={grains}
          chosen={grain}
          onChoose={(chosen) => go({ grain: chosen })}
        />
      </div>
      <Answered asked={asked}>
        {(answer) => {
          const points = answer.points.map((point) => ({
            ...point,
            unfinished: isUnfinished(point.start, grain, days, today),
          }));
          return (
            <>
              <ul className="legend">
                <li>
                  <span className="swatch tokens" /> {text.tokens}
                </li>
                <li>
                  <span className="swatch confirmed" /> {text.confirmedTokens}
                </li>
                {points.some(({ unfinished }) => unfinished) && (
                  <li>
                    <span className="swatch unfinished" /> {text.unfinished}
                  </li>
                )}
              </ul>
              <ChartColumns points={points} grain={grain} />
              <PointsTable points={points} title={title} />
            </>
          );
        }}
      </Answered>
    </section>
  );
}

type PointsTableProps = { points: readonly Point[]; title: string };

function PointsTable({ points, title }: PointsTableProps) {
  const { text } = useReport();
  const { day } = useDates();
  const columns: Column<Point>[] = [
    {
      ...{ name: 'start', heading: text.start, isRowHead: true },
      cell: ({ start, unfinished }) => (unfinished ? `${day(start)} (${text.unfinished})` : day(start)),
    },
    ...countColumns(text, ['persons', 'tokens', 'confirmedTokens']),
  ];
  const counted = points.filter(({ tokens, confirmedTokens }) => tokens + confirmedTokens > 0);
  return (
    <details>
      <summary>{text.asTable}</summary>
      <Table
        columns={columns}
        rows={counted.toReversed()}
        keyOf={({ start }) => start}
        caption={title}
        empty={text.nothing}
      />
    </details>
  );
}
