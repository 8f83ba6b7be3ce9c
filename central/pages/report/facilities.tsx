import type { FacilityRow, RegionReport } from '../../../contract/report.ts';
import { arrange, PAGE_ROWS } from './arrange.ts';
import { countColumns, facilityColumns } from './columns.tsx';
import { About, Figures, PeriodMeaning } from './figures.tsx';
import { OfRegion } from './of-region.tsx';
import { Answered, Pager, PeriodChoice } from './parts.tsx';
import { periodQuery, usePeriod } from './period-query.ts';
import { useAnswer, useReport } from './report-context.ts';
import { SeriesChart } from './series-chart.tsx';
import { sumOf } from './sum-of.ts';
import { type Column, Table } from './table.tsx';
import { usePrinting } from './use-printing.ts';
import { SORT_KEYS, type SortKey } from './view.ts';

const COUNTS = ['devices', 'persons', 'tokens', 'confirmedTokens'] as const;

/** The facilities of a region, of those that the viewer sees. */
export function Facilities() {
  return <OfRegion controls={<PeriodChoice />}>{(region) => <FacilitiesOf region={region} />}</OfRegion>;
}

/** In the columns of the printed report, in its order. */
function FacilitiesOf({ region }: { region: number }) {
  const { text } = useReport();
  const days = usePeriod();
  const query = periodQuery(days);
  const asked = useAnswer<RegionReport>(`/v1/reports/regions/${region}${query}`);
  return (
    <Answered asked={asked}>
      {(report) => (
        <>
          <About place={text.regionNumber(region)} days={days} asOf={report.asOf} />
          <Figures totals={report.facilities.length > 0 ? sumOf(report.facilities) : null} isCompact />
          <TableOfFacilities report={report} query={query} />
          {days !== null && report.facilities.length > 0 && <PeriodMeaning />}
          {report.facilities.length > 0 && (
            <SeriesChart
              of="region"
              place={String(region)}
              title={`${text.overTime} · ${text.regionNumber(region)}`}
            />
          )}
        </>
      )}
    </Answered>
  );
}

type Numbered = FacilityRow & { order: number };

function TableOfFacilities({ report, query }: { report: RegionReport; query: string }) {
  const { text, view, go } = useReport();
  const { rows, found, pages, page } = arrange(report.facilities, view);
  const isPrinting = usePrinting();
  const sums = sumOf(found);
  const numbered = isPrinting
    ? found.map((row, index) => ({ ...row, order: index + 1 }))
    : rows.map((row, index) => ({ ...row, order: (page - 1) * PAGE_ROWS + index + 1 }));
  const columns: Column<Numbered>[] = [
    { ...{ name: 'order', heading: text.order }, cell: ({ order }) => order },
    ...facilityColumns(text, (hcode) => go({ hcode })),
    { ...{ name: 'province', heading: text.province }, cell: ({ province }) => province },
    { ...{ name: 'amphoe', heading: text.amphoe }, cell: ({ amphoe }) => amphoe },
    ...countColumns(text, COUNTS, sums),
  ];
  const sort = (name: string) => {
    const by = name as SortKey;
    // Numbers are first looked at from the largest.
    go({ sort: by, down: by === view.sort ? !view.down : SORT_KEYS.indexOf(by) > 3, page: 1 });
  };
  const empty = report.facilities.length === 0 ? text.nothing : text.noMatch;
  return (
    <section className="table facilities" id="table">
      <div className="line controls">
        <label>
          {text.search}
          <input
            type="search"
            id="search"
            value={view.search}
            onChange={(event) => go({ search: event.target.value, page: 1 })}
          />
        </label>
        <label className="narrow-only">
          {text.sortBy}
          <select value={view.sort} onChange={(event) => sort(event.target.value)}>
            {SORT_KEYS.map((key) => (
              <option key={key} value={key}>
                {text[key]}
              </option>
            ))}
          </select>
        </label>
        <span className="line downloads wide-only">
          <Downloads region={report.region} query={query} />
        </span>
      </div>
      <Table
        columns={columns}
        rows={numbered}
        keyOf={({ hcode }) => hcode}
        caption={[text.regionNumber(report.region), view.search && `“${view.search}”`]
          .filter((part) => part)
          .join(' · ')}
        empty={empty}
        sumLabel={text.sum}
        sorted={{ by: view.sort, down: view.down, onSort: sort }}
      />
      {!isPrinting && <Pager page={page} pages={pages} onPage={(to) => go({ page: to })} />}
      <p className="line controls narrow-only">
        <Downloads region={report.region} query={query} />
      </p>
    </section>
  );
}

/** What is done with the table besides looking at it; on a narrow screen after it. */
function Downloads({ region, query }: { region: number; query: string }) {
  const { text, go } = useReport();
  return (
    <>
      {(['xlsx', 'csv'] as const).map((format) => (
        <a key={format} className="button" href={`/v1/reports/regions/${region}/table.${format}${query}`}>
          {format === 'xlsx' ? text.excel : text.csv}
        </a>
      ))}
      <button type="button" onClick={() => go({ tab: 'lists', region, listOf: '' })}>
        {text.listsOfRegion}
      </button>
    </>
  );
}
