import type { SilentFacilities } from '../../../contract/report.ts';
import { facilityColumns } from './columns.tsx';
import { About } from './figures.tsx';
import { Answered } from './parts.tsx';
import { count, countOrBlank, useAnswer, useDates, useReport } from './report-context.ts';
import { type Column, Table } from './table.tsx';

type Silence = SilentFacilities['facilities'][number];
const DAY_MS = 86_400_000;

/** Facilities that the centre has not heard of, or whose records do not come. */
export function Silent() {
  const { text, view, scopeName } = useReport();
  const asked = useAnswer<SilentFacilities>(`/v1/reports/silent?days=${view.days}`);
  return (
    <>
      <div className="line controls">
        <DaysField label={text.days} />
      </div>
      <Answered asked={asked}>
        {(silent) => (
          <section className="table" id="table">
            <About place={scopeName} asOf={silent.asOf} />
            <SilentTable silent={silent} />
          </section>
        )}
      </Answered>
    </>
  );
}

function SilentTable({ silent }: { silent: SilentFacilities }) {
  const { text, view, go } = useReport();
  const { day, time } = useDates();
  const columns: Column<Silence>[] = [
    ...facilityColumns(text, (hcode) => go({ hcode })),
    { ...{ name: 'province', heading: text.province }, cell: ({ province }) => province },
    { ...{ name: 'region', heading: text.region, numeric: true }, cell: ({ region }) => region },
    { ...{ name: 'devices', heading: text.devices, numeric: true }, cell: ({ devices }) => devices },
    {
      ...{ name: 'silentFor', heading: text.silentFor, numeric: true },
      cell: (row) => {
        const days = silentDays(row, silent.asOf);
        return days === null ? text.never : text.daysLong(count(days));
      },
    },
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
  const { facilities } = silent;
  return (
    <>
      <Table
        columns={columns}
        rows={facilities}
        keyOf={({ hcode }) => hcode}
        caption={text.silentLead(count(silent.count), view.days)}
        empty={text.allHeard}
      />
      {facilities.length < silent.count && (
        <p className="quiet">{text.firstOnly(count(facilities.length))}</p>
      )}
    </>
  );
}

/** Since it was heard of, or since what it holds back: the longer of the two. Null if it was never heard of. */
function silentDays({ lastSeenAt, oldestWaitingAt }: Silence, asOf: string): number | null {
  if (lastSeenAt === null) return null;
  const since = Math.min(Date.parse(lastSeenAt), Date.parse(oldestWaitingAt ?? lastSeenAt));
  return Math.floor((Date.parse(asOf) - since) / DAY_MS);
}

/** Days of the view: of silence, or without a confirmation. */
export function DaysField({ label }: { label: string }) {
  const { view, go } = useReport();
  return (
    <label>
      {label}
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
  );
}
