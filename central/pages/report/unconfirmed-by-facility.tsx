import type { UnconfirmedByFacility } from '../../../contract/report.ts';
import { facilityColumns } from './columns.tsx';
import { About } from './figures.tsx';
import { OfRegion } from './of-region.tsx';
import { Answered } from './parts.tsx';
import { count, useAnswer, useDates, useReport } from './report-context.ts';
import { type Column, Table } from './table.tsx';

type Row = UnconfirmedByFacility['facilities'][number];

/** Which facilities of a region have most tokens that nobody has confirmed; each leads to its lists. */
export function UnconfirmedByFacilityTable() {
  return (
    <section id="unconfirmed-facilities" className="table">
      <OfRegion>{(region) => <OpenTokens region={region} />}</OfRegion>
    </section>
  );
}

function OpenTokens({ region }: { region: number }) {
  const { text, view, go } = useReport();
  const { time } = useDates();
  const query = new URLSearchParams({ region: String(region), days: String(view.days) });
  const asked = useAnswer<UnconfirmedByFacility>(`/v1/reports/unconfirmed-by?${query}`);
  return (
    <Answered asked={asked}>
      {({ facilities, asOf }) => {
        const all = facilities.reduce((sum, row) => sum + row.count, 0);
        const columns: Column<Row>[] = [
          ...facilityColumns(text, (hcode) => go({ listOf: hcode, page: 1, callBackPage: 1 })),
          { ...{ name: 'province', heading: text.province }, cell: ({ province }) => province },
          {
            ...{ name: 'count', heading: text.unconfirmedTokens, numeric: true, sum: count(all) },
            cell: (row) => count(row.count),
          },
          {
            ...{ name: 'oldest', heading: text.oldestUnconfirmed, sum: '' },
            cell: ({ oldestAt }) => time(oldestAt),
          },
        ];
        return (
          <>
            <About place={text.regionNumber(region)} asOf={asOf} />
            <Table
              columns={columns}
              rows={facilities}
              keyOf={({ hcode }) => hcode}
              caption={text.unconfirmed(count(all), view.days)}
              empty={text.noUnconfirmed}
              sumLabel={text.sum}
            />
          </>
        );
      }}
    </Answered>
  );
}
