import type { ReactNode } from 'react';
import { type Asked, useDates, useReport } from './report-context.ts';
import { daysOf, type View } from './view.ts';

/** What is asked for, once it is there; until then, and when it can't be had, words. */
export function Answered<Answer>({
  asked: { answer, state },
  children,
}: {
  asked: Asked<Answer>;
  children(answer: Answer): ReactNode;
}) {
  const { text } = useReport();
  return (
    <>
      {state === 'failed' && (
        <p className="notice stop" role="alert">
          {text.failed}
        </p>
      )}
      {answer === null && state !== 'failed' && (
        <p className="notice" role="status">
          {text.loading}
        </p>
      )}
      {answer !== null && children(answer)}
    </>
  );
}

type ChoicesProps<Value extends string> = {
  label: string;
  values: Readonly<Record<Value, string>>;
  chosen: Value;
  onChoose(value: Value): void;
};

export function Choices<Value extends string>({ label, values, chosen, onChoose }: ChoicesProps<Value>) {
  return (
    <fieldset className="choices">
      <legend>{label}</legend>
      {(Object.keys(values) as Value[]).map((value) => (
        <button key={value} type="button" aria-pressed={value === chosen} onClick={() => onChoose(value)}>
          {values[value]}
        </button>
      ))}
    </fieldset>
  );
}

export function PeriodChoice() {
  const { text, view, go, today } = useReport();
  const choose = (period: View['period']) =>
    // The days at hand are where one begins to choose others.
    go({ period, ...(period === 'days' && (daysOf(view, today) ?? { from: today, to: today })) });
  return (
    <div className="line controls">
      <Choices label={text.period} values={text.periods} chosen={view.period} onChoose={choose} />
      {view.period === 'days' && (
        <DayRange from={view.from} to={view.to} onChange={(from, to) => go({ from, to })} />
      )}
    </div>
  );
}

type DayRangeProps = { from: string; to: string; onChange(from: string, to: string): void };

export function DayRange({ from, to, onChange }: DayRangeProps) {
  const { text } = useReport();
  const { day } = useDates();
  // The browser writes the day in a way of its own: the words say it in the calendar of the page.
  const said = (words: string, isoDay: string) => (isoDay === '' ? words : `${words} ${day(isoDay)}`);
  return (
    <>
      <label>
        {said(text.from, from)}
        <input type="date" value={from} max={to} onChange={(event) => onChange(event.target.value, to)} />
      </label>
      <label>
        {said(text.to, to)}
        <input type="date" value={to} min={from} onChange={(event) => onChange(from, event.target.value)} />
      </label>
    </>
  );
}
