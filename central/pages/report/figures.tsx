import type { Totals } from '../../../contract/report.ts';
import { usePeriod } from './period-query.ts';
import { count, rateOf, useDates, useReport } from './report-context.ts';
import type { Days } from './view.ts';

const COUNTS = ['devices', 'persons', 'tokens', 'confirmedTokens'] as const;

type AboutProps = {
  /** What the figures are of, unless it is said just above. */
  place?: string;
  /** Null for all time; left out where there is no period. */
  days?: Days | null;
  /** What they are compared with. */
  before?: Days;
  asOf: string;
};

/** Of what place, period and time the figures are: on the screen and on paper, where nothing else says so. */
export function About({ place, days, before, asOf }: AboutProps) {
  const { text } = useReport();
  const { time, period } = useDates();
  const of = [
    place,
    days !== undefined && `${text.period} ${period(days)}`,
    before && `${text.compareBefore} ${period(before)}`,
  ].filter((part) => part);
  return (
    <p className="quiet about">
      {of.length > 0 && <span className="of">{of.join(' · ')} · </span>}
      {text.asOf} {time(asOf)}
    </p>
  );
}

type FiguresProps = {
  /** Null where nothing was ever reported. */
  totals: Totals | null;
  /** In one line, above a table that says more. */
  isCompact?: boolean;
};

export function Figures({ totals, isCompact = false }: FiguresProps) {
  const { text } = useReport();
  const hasPeriod = usePeriod() !== null;
  if (totals === null)
    return (
      <p className="notice" id="total">
        {text.nothing}
      </p>
    );
  return (
    <>
      {!isCompact && (
        <p className="lead" id="total">
          {text.visits(count(totals.tokens))}
        </p>
      )}
      <dl className={isCompact ? 'figures compact' : 'figures'}>
        {COUNTS.map((name) => (
          <div key={name}>
            <dt>{text[name]}</dt>
            <dd>{count(totals[name])}</dd>
          </div>
        ))}
        <div>
          <dt>{text.rate}</dt>
          <dd>{rateOf(totals) || '–'}</dd>
        </div>
      </dl>
      {hasPeriod && !isCompact && <PeriodMeaning />}
    </>
  );
}

/** What two of the figures mean over a period: else they would be read as something else. */
export function PeriodMeaning() {
  const { text } = useReport();
  return <p className="quiet small">{text.periodMeaning}</p>;
}
