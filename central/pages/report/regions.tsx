import type { NationalReport, RegionRow } from '../../../contract/report.ts';
import { About, Figures } from './figures.tsx';
import { Answered, Choices, PeriodChoice } from './parts.tsx';
import { periodQuery, usePeriod } from './period-query.ts';
import { RegionMap } from './region-map.tsx';
import { countOrBlank, rateOf, useAnswer, useReport } from './report-context.ts';
import { SeriesChart } from './series-chart.tsx';
import { type Column, Table } from './table.tsx';

const COUNTS = ['devices', 'persons', 'tokens', 'confirmedTokens'] as const;

/** The whole as far as the viewer sees it: totals, map, regions, and how it went over time. */
export function Regions() {
  const { text, view, go, scopeName } = useReport();
  const days = usePeriod();
  const asked = useAnswer<NationalReport>(`/v1/reports/regions${periodQuery(days)}`);
  return (
    <>
      <div className="line controls">
        <PeriodChoice />
      </div>
      <Answered asked={asked}>
        {(report) => (
          <>
            <About place={scopeName} days={days} asOf={report.asOf} />
            <Figures totals={report.regions.some(({ totals }) => totals) ? report.national : null} />
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
            <SeriesChart of="all" place="" title={`${text.overTime} · ${scopeName}`} />
          </>
        )}
      </Answered>
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
    <section className="table by-region" id="table">
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
