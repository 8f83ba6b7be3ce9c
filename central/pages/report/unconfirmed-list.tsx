import { LIST_PAGE_ROWS, type UnconfirmedTokens } from '../../../contract/report.ts';
import { About } from './figures.tsx';
import { Answered, Pager } from './parts.tsx';
import { count, useAnswer, useDates, useReport } from './report-context.ts';
import { ShowNames, useNames } from './show-names.tsx';
import { type Column, Table } from './table.tsx';

type Unconfirmed = UnconfirmedTokens['tokens'][number];

/** The tokens of a facility that nobody has confirmed for the days of the view. */
export function UnconfirmedList({ facility }: { facility: string }) {
  const { text, view, go } = useReport();
  const { time } = useDates();
  const names = useNames();
  const query = new URLSearchParams({
    ...{ hcode: facility, days: String(view.days), page: String(view.page) },
  });
  const asked = useAnswer<UnconfirmedTokens>(`/v1/reports/unconfirmed?${query}`);
  const columns: Column<Unconfirmed>[] = [
    { ...{ name: 'token', heading: text.token, isRowHead: true }, cell: ({ tokenId }) => tokenId },
    { ...{ name: 'name', heading: text.name }, cell: ({ tokenId }) => names.known.get(tokenId) },
    { ...{ name: 'since', heading: text.since }, cell: ({ issuedAt }) => time(issuedAt) },
    { ...{ name: 'expires', heading: text.expires }, cell: ({ expiresAt }) => time(expiresAt) },
  ];
  return (
    <section id="unconfirmed">
      <Answered asked={asked}>
        {(list) => (
          <>
            <h2>
              {list.nameTh ?? text.nothing} ({facility})
            </h2>
            <About asOf={list.asOf} />
            <Table
              columns={columns}
              rows={list.tokens}
              keyOf={({ tokenId }) => tokenId}
              caption={text.unconfirmed(count(list.count), view.days)}
              empty={text.noUnconfirmed}
            />
            <Pager
              page={view.page}
              pages={Math.ceil(list.count / LIST_PAGE_ROWS)}
              onPage={(page) => go({ page })}
            />
            <ShowNames of={list.tokens} show={names.show} />
          </>
        )}
      </Answered>
    </section>
  );
}
