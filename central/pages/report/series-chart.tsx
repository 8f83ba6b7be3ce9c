import type { Grain, Series, SeriesQuery } from '../../../contract/report.ts';
import { countColumns } from './columns.tsx';
import { Answered, Choices } from './parts.tsx';
import { usePeriod } from './period-query.ts';
import { count, useAnswer, useDates, useReport } from './report-context.ts';
import { type Column, Table } from './table.tsx';
import { daysFrom, usualGrain } from './view.ts';

type Point = Series['points'][number];
/** All time is drawn from here on: the service began in 2022. */
const LONGEST_DAYS = 4 * 365;
/** A column for each day of years could not be read. */
const MOST_DAYS: Record<Grain, number> = { day: 400, week: 7 * 400, month: 28 * 400 };
const HEIGHT = 160;
const WIDTH = 720;
const GAP_SHARE = 0.25;

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
      <h2>{title}</h2>
      <Choices
        label={text.grain}
        values={grains}
        chosen={grain}
        onChoose={(chosen) => go({ grain: chosen })}
      />
      <Answered asked={asked}>
        {({ points }) => (
          <>
            <Columns points={points} />
            <p className="legend">
              <span className="swatch tokens" /> {text.tokens}
              <span className="swatch confirmed" /> {text.confirmedTokens}
            </p>
            <PointsTable points={points} title={title} />
          </>
        )}
      </Answered>
    </section>
  );
}

function Columns({ points }: { points: readonly Point[] }) {
  const { day } = useDates();
  const most = Math.max(1, ...points.flatMap(({ tokens, confirmedTokens }) => [tokens, confirmedTokens]));
  const step = WIDTH / points.length;
  const column = (value: number) => ({
    height: (value / most) * HEIGHT,
    y: HEIGHT - (value / most) * HEIGHT,
  });
  const [first, last] = [points[0], points.at(-1)];
  return (
    // Its table says the same.
    <div className="columns" aria-hidden="true">
      <span className="most">{count(most)}</span>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
        <line x1="0" x2={WIDTH} y1={HEIGHT} y2={HEIGHT} />
        {points.map(({ start, tokens, confirmedTokens }, index) => {
          const x = (index + GAP_SHARE / 2) * step;
          const width = step * (1 - GAP_SHARE);
          return (
            <g key={start}>
              <rect className="tokens" x={x} width={width} {...column(tokens)} />
              <rect className="confirmed" x={x + width / 4} width={width / 2} {...column(confirmedTokens)} />
            </g>
          );
        })}
      </svg>
      <div className="ends">
        <span>{first && day(first.start)}</span>
        <span>{last && day(last.start)}</span>
      </div>
    </div>
  );
}

function PointsTable({ points, title }: { points: readonly Point[]; title: string }) {
  const { text } = useReport();
  const { day } = useDates();
  const columns: Column<Point>[] = [
    { ...{ name: 'start', heading: text.start, isRowHead: true }, cell: ({ start }) => day(start) },
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
