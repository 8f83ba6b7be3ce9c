import { LIST_PAGE_ROWS, type ReportedCallBacks } from '../../../contract/report.ts';
import { facilityColumns } from './columns.tsx';
import { About } from './figures.tsx';
import { Answered, Pager } from './parts.tsx';
import { count, useAnswer, useDates, useReport } from './report-context.ts';
import { ShowNames, useNames } from './show-names.tsx';
import { type Column, Table } from './table.tsx';

type CallBack = ReportedCallBacks['callBacks'][number];

/** Who is to be called back, by one facility or by all that the viewer sees. */
export function CallBacks({ facility }: { facility: string }) {
  const { text, view, go, scopeName } = useReport();
  const { time } = useDates();
  const names = useNames();
  const query = new URLSearchParams({
    page: String(view.callBackPage),
    ...(facility !== '' && { hcode: facility }),
  });
  const asked = useAnswer<ReportedCallBacks>(`/v1/reports/call-backs?${query}`);
  const columns: Column<CallBack>[] = [
    { ...{ name: 'token', heading: text.token, isRowHead: true }, cell: ({ tokenId }) => tokenId },
    { ...{ name: 'name', heading: text.name }, cell: ({ tokenId }) => names.known.get(tokenId) },
    {
      ...{ name: 'reason', heading: text.reason },
      cell: ({ reason }) => text.reasons[reason as keyof typeof text.reasons] ?? reason,
    },
    { ...{ name: 'since', heading: text.since }, cell: ({ addedAt }) => time(addedAt) },
    // Of one facility all rows would say the same.
    ...(facility === ''
      ? facilityColumns(text, (hcode) => go({ listOf: hcode, page: 1, callBackPage: 1 }))
      : []
    ).map((column) => ({ ...column, isRowHead: false })),
  ];
  return (
    <section id="call-backs">
      <Answered asked={asked}>
        {(list) => (
          <>
            <Table
              columns={columns}
              rows={list.callBacks}
              keyOf={({ tokenId }) => tokenId}
              caption={text.callBacks(count(list.count))}
              empty={text.noCallBacks}
            />
            <Pager
              page={view.callBackPage}
              pages={Math.ceil(list.count / LIST_PAGE_ROWS)}
              onPage={(callBackPage) => go({ callBackPage })}
            />
            <ShowNames of={list.callBacks} show={names.show} />
            <About place={facility || scopeName} asOf={list.asOf} />
          </>
        )}
      </Answered>
    </section>
  );
}
