import type { VisitHours } from '../../../contract/report.ts';
import { About } from './figures.tsx';
import { Answered } from './parts.tsx';
import { useAnswer, useReport } from './report-context.ts';
import { type Column, Table } from './table.tsx';
import { daysFrom } from './view.ts';

const DAYS = 90;
const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7];
/** A Monday. */
const SOME_MONDAY = '2026-01-05';

const average = new Intl.NumberFormat('en-US', { minimumFractionDigits: 1, maximumFractionDigits: 1 });

/** When people come on a usual day, for planning who works when. */
export function VisitHoursTable({ facility }: { facility: string }) {
  const { text, today, language } = useReport();
  const days = { from: daysFrom(today, 1 - DAYS), to: today };
  const query = new URLSearchParams({ hcode: facility, ...days });
  const asked = useAnswer<VisitHours>(`/v1/reports/hours?${query}`);
  const weekdayName = (weekday: number): string =>
    new Intl.DateTimeFormat(language === 'th' ? 'th-TH' : 'en-GB', {
      weekday: 'short',
      timeZone: 'UTC',
    }).format(new Date(daysFrom(SOME_MONDAY, weekday - 1)));
  return (
    <section id="hours">
      <Answered asked={asked}>
        {({ hours, openDays, asOf }) => {
          const open = [...new Set(hours.map(({ hour }) => hour))].sort((one, other) => one - other);
          const daysOf = (weekday: number): number =>
            openDays.find((one) => one.weekday === weekday)?.days ?? 0;
          const usual = (weekday: number, visits: number): string =>
            visits === 0 ? '' : average.format(visits / daysOf(weekday));
          const visitsOn = (weekday: number, hour?: number): number =>
            hours
              .filter((one) => one.weekday === weekday && (hour === undefined || one.hour === hour))
              .reduce((sum, { visits }) => sum + visits, 0);
          const columns: Column<number>[] = [
            { ...{ name: 'hour', heading: text.hourOfDay, isRowHead: true }, cell: text.hour },
            ...WEEKDAYS.map((weekday) => ({
              ...{ name: String(weekday), heading: weekdayName(weekday), numeric: true },
              sum: usual(weekday, visitsOn(weekday)),
              cell: (hour: number) => usual(weekday, visitsOn(weekday, hour)),
            })),
          ];
          return (
            <>
              <Table
                columns={columns}
                rows={open}
                keyOf={String}
                caption={text.hours}
                empty={text.nothing}
                sumLabel={text.wholeDay}
              />
              <p className="quiet small">{text.hoursNote}</p>
              <About place={facility} days={days} asOf={asOf} />
            </>
          );
        }}
      </Answered>
    </section>
  );
}
