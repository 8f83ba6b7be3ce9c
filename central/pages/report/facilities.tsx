import type { FacilityRow, NationalReport, RegionReport, Totals } from '../../../contract/report.ts';
import { arrange, PAGE_ROWS } from './arrange.ts';
import { countColumns, facilityColumns } from './columns.tsx';
import { Answered, PeriodChoice } from './parts.tsx';
import { periodQuery, usePeriod } from './period-query.ts';
import { AsOf, Figures } from './regions.tsx';
import { useAnswer, useReport } from './report-context.ts';
import { SeriesChart } from './series-chart.tsx';
import { type Column, Table } from './table.tsx';
import { SORT_KEYS, type SortKey } from './view.ts';

const COUNTS = ['devices', 'persons', 'tokens', 'confirmedTokens'] as const;

/** The facilities of a region, of those that the viewer sees. */
export function Facilities() {
  const { view } = useReport();
  const asked = useAnswer<NationalReport>('/v1/reports/regions');
  return (
    <Answered asked={asked}>
      {(report) => {
        const regions = report.regions.map(({ region }) => region);
        const region = regions.includes(view.region) ? view.region : (regions[0] ?? view.region);
        return (
          <>
            <RegionChoice regions={regions} chosen={region} />
            <PeriodChoice />
            <FacilitiesOf region={region} />
          </>
        );
      }}
    </Answered>
  );
}

function RegionChoice({ regions, chosen }: { regions: readonly number[]; chosen: number }) {
  const { text, go } = useReport();
  return (
    <nav className="regions" id="region-list" aria-label={text.region}>
      {regions.map((region) => (
        <button
          key={region}
          type="button"
          aria-label={text.regionNumber(region)}
          aria-current={region === chosen ? 'true' : undefined}
          onClick={() => go({ region, page: 1, search: '' })}
        >
          {region}
        </button>
      ))}
    </nav>
  );
}

/** In the columns of the printed report, in its order. */
function FacilitiesOf({ region }: { region: number }) {
  const { text } = useReport();
  const query = periodQuery(usePeriod());
  const asked = useAnswer<RegionReport>(`/v1/reports/regions/${region}${query}`);
  return (
    <Answered asked={asked}>
      {(report) => (
        <>
          <AsOf asOf={report.asOf} />
          <Figures totals={sumOf(report.facilities)} />
          <TableOfFacilities report={report} query={query} />
          <SeriesChart
            of="region"
            place={String(region)}
            title={`${text.overTime} · ${text.regionNumber(region)}`}
          />
        </>
      )}
    </Answered>
  );
}

/** A person may be in several rows: as on paper, they are summed as they stand. */
function sumOf(rows: readonly FacilityRow[]): Totals {
  const sum = (name: keyof Totals) => rows.reduce((total, row) => total + row[name], 0);
  return {
    ...{ devices: sum('devices'), persons: sum('persons') },
    ...{ tokens: sum('tokens'), confirmedTokens: sum('confirmedTokens') },
  };
}

type Numbered = FacilityRow & { order: number };

function TableOfFacilities({ report, query }: { report: RegionReport; query: string }) {
  const { text, view, go } = useReport();
  const { rows, found, pages, page } = arrange(report.facilities, view);
  const sums = sumOf(found);
  const numbered = rows.map((row, index) => ({ ...row, order: (page - 1) * PAGE_ROWS + index + 1 }));
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
    <section className="table" id="table">
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
        {(['xlsx', 'csv'] as const).map((format) => (
          <a
            key={format}
            className="button"
            href={`/v1/reports/regions/${report.region}/table.${format}${query}`}
          >
            {format === 'xlsx' ? text.excel : text.csv}
          </a>
        ))}
      </div>
      <Table
        columns={columns}
        rows={numbered}
        keyOf={({ hcode }) => hcode}
        caption={text.regionNumber(report.region)}
        empty={empty}
        sumLabel={text.sum}
        sorted={{ by: view.sort, down: view.down, onSort: sort }}
      />
      {pages > 1 && (
        <nav className="line pager" aria-label={text.page(page, pages)}>
          <button type="button" disabled={page === 1} onClick={() => go({ page: page - 1 })}>
            {text.before}
          </button>
          <span>{text.page(page, pages)}</span>
          <button type="button" disabled={page === pages} onClick={() => go({ page: page + 1 })}>
            {text.next}
          </button>
        </nav>
      )}
    </section>
  );
}
