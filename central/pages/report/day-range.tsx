import { useState } from 'react';
import { useReport } from './report-context.ts';
import type { Days } from './view.ts';
import { readDay, writeDay } from './written-day.ts';

type DayRangeProps = Days & { onChange(from: string, to: string): void };

/** Two days, of which neither passes the other: the other one moves along. */
export function DayRange({ from, to, onChange }: DayRangeProps) {
  const { text } = useReport();
  return (
    <>
      <DayField label={text.from} day={from} onChange={(day) => onChange(day, day > to ? day : to)} />
      <DayField label={text.to} day={to} onChange={(day) => onChange(day < from ? day : from, day)} />
    </>
  );
}

type DayFieldProps = { label: string; day: string; onChange(day: string): void };

/** The browser's own field for days knows no Buddhist era. */
function DayField({ label, day, onChange }: DayFieldProps) {
  const { text, language } = useReport();
  const shown = writeDay(day, language);
  /** Null while nothing is being typed. */
  const [typed, setTyped] = useState<string | null>(null);
  const isWrong = typed !== null && readDay(typed) === null;
  const take = () => {
    const read = typed === null ? null : readDay(typed);
    if (read === null) return;
    setTyped(null);
    if (read !== day) onChange(read);
  };
  return (
    <label className="day">
      {label}
      <input
        inputMode="numeric"
        autoComplete="off"
        placeholder={text.dayPattern}
        aria-invalid={isWrong}
        value={typed ?? shown}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={take}
        onKeyDown={(event) => event.key === 'Enter' && take()}
      />
      {isWrong && <span className="small">{text.dayPattern}</span>}
    </label>
  );
}
