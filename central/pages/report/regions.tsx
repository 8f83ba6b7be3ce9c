import type { NationalReport, RegionRow, Totals } from '../../../contract/report.ts';
import { Answered, Choices, PeriodChoice } from './parts.tsx';
import { periodQuery, usePeriod } from './period-query.ts';
import { RegionMap } from './region-map.tsx';
import { count, countOrBlank, rateOf, useAnswer, useDates, useReport } from './report-context.ts';
import { SeriesChart } from './series-chart.tsx';
import { type Column, Table } from './table.tsx';

const COUNTS = ['devices', 'persons', 'tokens', 'confirmedTokens'] as const;

/** The whole as far as the viewer sees it: totals, map, regions, and how it went over time. */
export function Regions() {
  const { text, view, go } = useReport();
  const asked = useAnswer<NationalReport>(`/v1/reports/regions${periodQuery(usePeriod())}`);
  return (
    <>
      <PeriodChoice />
      <Answered asked={asked}>
        {(report) => (
          <>
            <AsOf asOf={report.asOf} />
            <Figures totals={report.national} />
            <div className="side-by-side">
              <section>
                <h2>{text.map}</h2>
                <Choices
                  label={text.measure}
                  values={{ tokens: text.tokens, rate: text.rate }}
                  chosen={view.measure}
                  onChoose={(measure) => go({ measure })}
                />
                <RegionMap regions={report.regions} />
              </section>
              <RegionsTable report={report} />
            </div>
            <SeriesChart of="all" place="" title={`${text.overTime} · ${text.country}`} />
          </>
        )}
      </Answered>
    </>
  );
}

export function AsOf({ asOf }: { asOf: string }) {
  const { text } = useReport();
  const { time } = useDates();
  return (
    <p className="quiet" id="as-of">
      {text.asOf} {time(asOf)}
    </p>
  );
}

export function Figures({ totals }: { totals: Totals }) {
  const { text } = useReport();
  return (
    <>
      <p className="lead" id="total">
        {text.visits(count(totals.tokens))}
      </p>
      <dl className="figures">
        {COUNTS.map((name) => (
          <div key={name}>
            <dt>{text[name]}</dt>
            <dd>{count(totals[name])}</dd>
          </div>
        ))}
        <div>
          <dt>{text.rate}</dt>
          <dd>{rateOf(totals) || '–'}</dd>
        </div>
      </dl>
    </>
  );
}

function RegionsTable({ report: { regions, national } }: { report: NationalReport }) {
  const { text, go } = useReport();
  const counted = (name: (typeof COUNTS)[number]): Column<RegionRow> => ({
    ...{ name, heading: text[name], numeric: true, sum: countOrBlank(national[name]) },
    cell: ({ totals }) =>
      totals ? countOrBlank(totals[name]) : name === 'devices' ? <em>{text.nothing}</em> : '',
  });
  const columns: Column<RegionRow>[] = [
    {
      ...{ name: 'region', heading: text.region, isRowHead: true },
      cell: ({ region }) => (
        <button type="button" className="link" onClick={() => go({ tab: 'facilities', region, page: 1 })}>
          {text.regionNumber(region)}
        </button>
      ),
    },
    ...COUNTS.map(counted),
    {
      ...{ name: 'rate', heading: text.rate, numeric: true, sum: rateOf(national) },
      cell: ({ totals }) => totals && rateOf(totals),
    },
  ];
  return (
    <section className="table" id="table">
      <Table
        columns={columns}
        rows={regions}
        keyOf={({ region }) => String(region)}
        caption={text.tabs.regions}
        empty={text.nothing}
        sumLabel={text.sum}
      />
    </section>
  );
}
