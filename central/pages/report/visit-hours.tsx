import type { VisitHours } from '../../../contract/report.ts';
import { Answered } from './parts.tsx';
import { countOrBlank, useAnswer, useReport } from './report-context.ts';
import { type Column, Table } from './table.tsx';
import { daysFrom } from './view.ts';

const DAYS = 90;
const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7];
/** A Monday. */
const SOME_MONDAY = '2026-01-05';

/** When people come, for planning who works when. */
export function VisitHoursTable({ facility }: { facility: string }) {
  const { text, today, language } = useReport();
  const query = new URLSearchParams({ hcode: facility, from: daysFrom(today, 1 - DAYS), to: today });
  const asked = useAnswer<VisitHours>(`/v1/reports/hours?${query}`);
  const weekdayName = (weekday: number): string =>
    new Intl.DateTimeFormat(language === 'th' ? 'th-TH' : 'en-GB', {
      weekday: 'short',
      timeZone: 'UTC',
    }).format(new Date(daysFrom(SOME_MONDAY, weekday - 1)));
  return (
    <section id="hours">
      <Answered asked={asked}>
        {({ hours }) => {
          const visits = (weekday: number, hour: number): number =>
            hours.find((one) => one.weekday === weekday && one.hour === hour)?.visits ?? 0;
          const open = [...new Set(hours.map(({ hour }) => hour))].sort((one, other) => one - other);
          const columns: Column<number>[] = [
            { ...{ name: 'hour', heading: text.weekday, isRowHead: true }, cell: text.hour },
            ...WEEKDAYS.map((weekday) => ({
              ...{ name: String(weekday), heading: weekdayName(weekday), numeric: true },
              cell: (hour: number) => countOrBlank(visits(weekday, hour)),
            })),
          ];
          return (
            <Table columns={columns} rows={open} keyOf={String} caption={text.hours} empty={text.nothing} />
          );
        }}
      </Answered>
    </section>
  );
}
