import type { FacilityReport } from '../../../contract/report.ts';
import { countColumns } from './columns.tsx';
import { About, Figures, PeriodMeaning } from './figures.tsx';
import { Answered, PeriodChoice } from './parts.tsx';
import { periodQuery, usePeriod } from './period-query.ts';
import { useAnswer, useDates, useReport } from './report-context.ts';
import { SeriesChart } from './series-chart.tsx';
import { type Column, Table } from './table.tsx';

type Device = FacilityReport['devices'][number];
type Operator = FacilityReport['operators'][number];

/** One facility: its devices and its operators, and how it went over time, for all or for one device. */
export function Facility() {
  const { text, view, go } = useReport();
  const days = usePeriod();
  const asked = useAnswer<FacilityReport>(`/v1/reports/facilities/${view.hcode}${periodQuery(days)}`);
  return (
    <>
      <div className="line controls">
        <button type="button" onClick={() => go({ hcode: '', device: '', operator: '' })}>
          ← {text.back}
        </button>
        <PeriodChoice />
        <button
          type="button"
          onClick={() => go({ tab: 'lists', listOf: view.hcode, hcode: '', device: '', operator: '' })}
        >
          {text.listsOfFacility}
        </button>
      </div>
      <Answered asked={asked}>
        {({ facility, devices, operators, asOf }) => {
          const operator = operators.find(({ operatorId }) => operatorId === view.operator);
          const device = devices.find(({ deviceId }) => deviceId === view.device);
          return (
            <>
              <h2 id="facility">
                {facility.nameTh} ({facility.hcode})
              </h2>
              <About
                place={`${facility.amphoe} · ${facility.province} · ${text.regionNumber(facility.region)}`}
                days={days}
                asOf={asOf}
              />
              <Figures totals={facility} isCompact />
              <SeriesChart {...seriesOf(facility, device, operator, text.overTime)} />
              <Devices devices={devices} />
              <Operators operators={operators} />
              {days !== null && <PeriodMeaning />}
            </>
          );
        }}
      </Answered>
    </>
  );
}

function seriesOf(
  { hcode, nameTh }: FacilityReport['facility'],
  device: Device | undefined,
  operator: Operator | undefined,
  words: string,
): Parameters<typeof SeriesChart>[0] {
  if (device) return { of: 'device', place: device.deviceId, title: `${words} · ${device.name}` };
  if (operator) {
    const { operatorId } = operator;
    return { of: 'operator', place: `${hcode}/${operatorId}`, title: `${words} · ${operatorId}` };
  }
  return { of: 'facility', place: hcode, title: `${words} · ${nameTh}` };
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
          onClick={() => go({ device: deviceId === view.device ? '' : deviceId, operator: '' })}
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
  const { text, view, go } = useReport();
  const columns: Column<Operator>[] = [
    {
      ...{ name: 'operatorId', heading: text.operator, isRowHead: true },
      cell: ({ operatorId }) => (
        <button
          type="button"
          className="link"
          aria-pressed={operatorId === view.operator}
          onClick={() => go({ operator: operatorId === view.operator ? '' : operatorId, device: '' })}
        >
          {operatorId}
        </button>
      ),
    },
    ...countColumns(text, ['persons', 'tokens', 'confirmedTokens']),
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
