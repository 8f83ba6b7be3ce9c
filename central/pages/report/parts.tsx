import type { ReactNode } from 'react';
import { DayRange } from './day-range.tsx';
import { type Asked, useReport } from './report-context.ts';
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
  /** Many: on a narrow screen they are a list that folds out. */
  folds?: boolean;
};

export function Choices<Value extends string>({
  label,
  values,
  chosen,
  onChoose,
  folds = false,
}: ChoicesProps<Value>) {
  const all = Object.keys(values) as Value[];
  return (
    <>
      <fieldset className={folds ? 'choices wide-only' : 'choices'}>
        <legend>{label}</legend>
        {all.map((value) => (
          <button key={value} type="button" aria-pressed={value === chosen} onClick={() => onChoose(value)}>
            {values[value]}
          </button>
        ))}
      </fieldset>
      {folds && (
        <select
          className="narrow-only"
          aria-label={label}
          value={chosen}
          onChange={(event) => onChoose(event.target.value as Value)}
        >
          {all.map((value) => (
            <option key={value} value={value}>
              {values[value]}
            </option>
          ))}
        </select>
      )}
    </>
  );
}

export function PeriodChoice() {
  const { text, view, go, today } = useReport();
  const choose = (period: View['period']) =>
    // The days at hand are where one begins to choose others.
    go({ period, ...(period === 'days' && (daysOf(view, today) ?? { from: today, to: today })) });
  return (
    <>
      <Choices label={text.period} values={text.periods} chosen={view.period} onChoose={choose} folds />
      {view.period === 'days' && (
        <DayRange from={view.from} to={view.to} onChange={(from, to) => go({ from, to })} />
      )}
    </>
  );
}

type PagerProps = { page: number; pages: number; onPage(page: number): void };

export function Pager({ page, pages, onPage }: PagerProps) {
  const { text } = useReport();
  if (pages <= 1) return null;
  return (
    <nav className="line pager" aria-label={text.page(page, pages)}>
      <button type="button" disabled={page === 1} onClick={() => onPage(page - 1)}>
        {text.before}
      </button>
      <span>{text.page(page, pages)}</span>
      <button type="button" disabled={page === pages} onClick={() => onPage(page + 1)}>
        {text.next}
      </button>
    </nav>
  );
}
