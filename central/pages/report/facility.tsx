import type { FacilityReport } from '../../../contract/report.ts';
import { countColumns } from './columns.tsx';
import { Answered, PeriodChoice } from './parts.tsx';
import { periodQuery, usePeriod } from './period-query.ts';
import { AsOf, Figures } from './regions.tsx';
import { useAnswer, useDates, useReport } from './report-context.ts';
import { SeriesChart } from './series-chart.tsx';
import { type Column, Table } from './table.tsx';

type Device = FacilityReport['devices'][number];
type Operator = FacilityReport['operators'][number];

/** One facility: its devices and its operators, and how it went over time, for all or for one device. */
export function Facility() {
  const { text, view, go } = useReport();
  const asked = useAnswer<FacilityReport>(`/v1/reports/facilities/${view.hcode}${periodQuery(usePeriod())}`);
  return (
    <>
      <button type="button" onClick={() => go({ hcode: '', device: '' })}>
        ← {text.back}
      </button>
      <PeriodChoice />
      <Answered asked={asked}>
        {({ facility, devices, operators, asOf }) => {
          const device = devices.find(({ deviceId }) => deviceId === view.device);
          return (
            <>
              <h2 id="facility">
                {facility.nameTh} ({facility.hcode})
              </h2>
              <p className="quiet">
                {facility.amphoe} · {facility.province} · {text.regionNumber(facility.region)}
              </p>
              <AsOf asOf={asOf} />
              <Figures totals={facility} />
              <SeriesChart
                of={device ? 'device' : 'facility'}
                place={device?.deviceId ?? facility.hcode}
                title={`${text.overTime} · ${device?.name ?? facility.nameTh}`}
              />
              <Devices devices={devices} />
              <Operators operators={operators} />
            </>
          );
        }}
      </Answered>
    </>
  );
}

function Devices({ devices }: { devices: readonly Device[] }) {
  const { text, view, go } = useReport();
  const { time } = useDates();
  const columns: Column<Device>[] = [
    {
      ...{ name: 'name', heading: text.device, isRowHead: true },
      cell: ({ deviceId, name }) => (
        <button
          type="button"
          className="link"
          aria-pressed={deviceId === view.device}
          onClick={() => go({ device: deviceId === view.device ? '' : deviceId })}
        >
          {name}
        </button>
      ),
    },
    {
      ...{ name: 'lastSeenAt', heading: text.lastSeen },
      cell: ({ status, lastSeenAt }) =>
        status === 'revoked' ? text.revoked : lastSeenAt ? time(lastSeenAt) : text.never,
    },
    ...countColumns(text, ['persons', 'tokens', 'confirmedTokens']),
  ];
  return (
    <Table
      columns={columns}
      rows={devices}
      keyOf={({ deviceId }) => deviceId}
      caption={text.device}
      empty={text.nothing}
    />
  );
}

function Operators({ operators }: { operators: readonly Operator[] }) {
  const { text } = useReport();
  const columns: Column<Operator>[] = [
    {
      ...{ name: 'operatorId', heading: text.operator, isRowHead: true },
      cell: ({ operatorId }) => operatorId,
    },
    ...countColumns(text, ['tokens', 'confirmedTokens']),
  ];
  return (
    <Table
      columns={columns}
      rows={operators}
      keyOf={({ operatorId }) => operatorId}
      caption={text.operators}
      empty={text.nothing}
    />
  );
}
