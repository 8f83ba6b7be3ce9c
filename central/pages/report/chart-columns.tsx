import type { Grain, Series } from '../../../contract/report.ts';
import { axisOf } from './axis.ts';
import { count, useDates, useReport } from './report-context.ts';

const HEIGHT = 160;
const WIDTH = 720;
const GAP_SHARE = 0.25;
/** Of the columns that are named below, the first and the last among them. */
const NAMED = 5;

/** `unfinished`: not all of its days are counted. */
export type Point = Series['points'][number] & { unfinished: boolean };

type ChartColumnsProps = { points: readonly Point[]; grain: Grain };

/** The columns over an axis with numbers. Hidden from screen readers: the table beside says the same. */
export function ChartColumns({ points, grain }: ChartColumnsProps) {
  const { text } = useReport();
  const { day, month } = useDates();
  const axis = axisOf(
    Math.max(0, ...points.flatMap(({ tokens, confirmedTokens }) => [tokens, confirmedTokens])),
  );
  const top = axis.at(-1) ?? 1;
  const step = WIDTH / points.length;
  const column = (value: number) => ({
    height: (value / top) * HEIGHT,
    y: HEIGHT - (value / top) * HEIGHT,
  });
  const named = [
    ...new Set(
      Array.from({ length: NAMED }, (_, at) => Math.round((at * (points.length - 1)) / (NAMED - 1))),
    ),
  ];
  return (
    <div className="columns" aria-hidden="true">
      {axis.map((value) => (
        <span key={value} className="axis" style={{ bottom: `${(value / top) * 100}%` }}>
          {count(value)}
        </span>
      ))}
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
        <defs>
          <pattern id="unfinished" width="6" height="6" patternUnits="userSpaceOnUse">
            <path d="M0 6 6 0" />
          </pattern>
        </defs>
        {axis.map((value) => (
          <line key={value} x1="0" x2={WIDTH} y1={column(value).y} y2={column(value).y} />
        ))}
        {points.map(({ start, tokens, confirmedTokens, unfinished }, index) => {
          const x = (index + GAP_SHARE / 2) * step;
          const width = step * (1 - GAP_SHARE);
          return (
            <g key={start} className={unfinished ? 'unfinished' : undefined}>
              <title>
                {`${day(start)}${unfinished ? ` (${text.unfinished})` : ''}: ${count(tokens)}, ${count(confirmedTokens)}`}
              </title>
              <rect className="tokens" x={x} width={width} {...column(tokens)} />
              <rect className="confirmed" x={x + width / 4} width={width / 2} {...column(confirmedTokens)} />
            </g>
          );
        })}
      </svg>
      <div className="ends">
        {named.map((at) => {
          const start = points[at]?.start;
          return start && <span key={at}>{grain === 'month' ? month(start) : day(start)}</span>;
        })}
      </div>
    </div>
  );
}
