import type { SilentFacilities } from '../../../contract/report.ts';
import { facilityColumns } from './columns.tsx';
import { Answered } from './parts.tsx';
import { AsOf } from './regions.tsx';
import { countOrBlank, useAnswer, useDates, useReport } from './report-context.ts';
import { type Column, Table } from './table.tsx';

type Silence = SilentFacilities['facilities'][number];

/** Facilities that the centre has not heard of, or whose records do not come. */
export function Silent() {
  const { text, view, go } = useReport();
  const { day, time } = useDates();
  const asked = useAnswer<SilentFacilities>(`/v1/reports/silent?days=${view.days}`);
  const columns: Column<Silence>[] = [
    ...facilityColumns(text, (hcode) => go({ hcode })),
    { ...{ name: 'province', heading: text.province }, cell: ({ province }) => province },
    { ...{ name: 'region', heading: text.region, numeric: true }, cell: ({ region }) => region },
    { ...{ name: 'devices', heading: text.devices, numeric: true }, cell: ({ devices }) => devices },
    {
      ...{ name: 'lastSeenAt', heading: text.lastSeen },
      cell: ({ lastSeenAt }) => (lastSeenAt ? time(lastSeenAt) : text.never),
    },
    {
      ...{ name: 'lastVisitDay', heading: text.lastVisit },
      cell: ({ lastVisitDay }) => (lastVisitDay ? day(lastVisitDay) : text.never),
    },
    {
      ...{ name: 'waitingRecords', heading: text.waiting, numeric: true },
      cell: ({ waitingRecords }) => countOrBlank(waitingRecords),
    },
    {
      ...{ name: 'oldestWaitingAt', heading: text.oldestWaiting },
      cell: ({ oldestWaitingAt }) => (oldestWaitingAt ? time(oldestWaitingAt) : ''),
    },
  ];
  return (
    <>
      <DaysField />
      <Answered asked={asked}>
        {({ facilities, asOf }) => (
          <section className="table" id="table">
            <AsOf asOf={asOf} />
            <Table
              columns={columns}
              rows={facilities}
              keyOf={({ hcode }) => hcode}
              caption={text.silentLead(view.days)}
              empty={text.allHeard}
            />
          </section>
        )}
      </Answered>
    </>
  );
}

export function DaysField() {
  const { text, view, go } = useReport();
  return (
    <div className="line controls">
      <label>
        {text.days}
        <input
          type="number"
          min={1}
          max={365}
          value={view.days}
          onChange={(event) => {
            const days = Number(event.target.value);
            if (days >= 1 && days <= 365) go({ days });
          }}
        />
      </label>
    </div>
  );
}
