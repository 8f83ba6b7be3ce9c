import type { FacilityRow, NationalReport, RegionReport, Totals } from '../../../contract/report.ts';
import { type Compared, Comparison } from './comparison.tsx';
import { DayRange } from './day-range.tsx';
import { About, PeriodMeaning } from './figures.tsx';
import { Answered } from './parts.tsx';
import { periodQuery, usePeriod } from './period-query.ts';
import { useAnswer, useReport } from './report-context.ts';
import { sumOf } from './sum-of.ts';
import { type Days, daysBefore, daysFrom } from './view.ts';

/** Without another choice, this many days with as many before. */
const USUAL_DAYS = 30;

type Periods = { days: Days; before: Days };

/** Two periods side by side: for each region, or for each facility of one. */
export function Compare() {
  const { text, view, go, today } = useReport();
  const days = usePeriod() ?? { from: daysFrom(today, 1 - USUAL_DAYS), to: today };
  const before =
    view.beforeFrom !== '' && view.beforeTo !== '' && view.beforeFrom <= view.beforeTo
      ? { from: view.beforeFrom, to: view.beforeTo }
      : daysBefore(days);
  return (
    <>
      <div className="line controls">
        {view.compareOf !== 0 && (
          <button type="button" onClick={() => go({ compareOf: 0 })}>
            ← {text.allRegions}
          </button>
        )}
        <Range
          legend={text.comparePeriod}
          days={days}
          onChange={(from, to) => go({ period: 'days', from, to })}
        />
        <Range
          legend={text.compareBefore}
          days={before}
          onChange={(beforeFrom, beforeTo) => go({ beforeFrom, beforeTo })}
        />
      </div>
      {view.compareOf === 0 ? (
        <OfRegions days={days} before={before} />
      ) : (
        <OfFacilities key={view.compareOf} region={view.compareOf} days={days} before={before} />
      )}
    </>
  );
}

type RangeProps = { legend: string; days: Days; onChange(from: string, to: string): void };

function Range({ legend, days, onChange }: RangeProps) {
  return (
    <fieldset className="line range">
      <legend>{legend}</legend>
      <DayRange {...days} onChange={onChange} />
    </fieldset>
  );
}

function OfRegions({ days, before }: Periods) {
  const { text, go, scopeName } = useReport();
  const now = useAnswer<NationalReport>(`/v1/reports/regions${periodQuery(days)}`);
  const then = useAnswer<NationalReport>(`/v1/reports/regions${periodQuery(before)}`);
  return (
    <Answered asked={now}>
      {(present) => (
        <Answered asked={then}>
          {(past) => (
            <>
              <About place={scopeName} days={days} before={before} asOf={present.asOf} />
              <Comparison
                of={text.region}
                isShort
                rows={present.regions.map(({ region, totals }) => ({
                  ...{ key: String(region), name: text.regionNumber(region), now: totals },
                  before: past.regions.find((row) => row.region === region)?.totals ?? null,
                }))}
                sums={[present.national, past.national]}
                onChoose={(region) => go({ compareOf: Number(region) })}
              />
              <PeriodMeaning />
            </>
          )}
        </Answered>
      )}
    </Answered>
  );
}

function OfFacilities({ region, days, before }: Periods & { region: number }) {
  const { text, go } = useReport();
  const now = useAnswer<RegionReport>(`/v1/reports/regions/${region}${periodQuery(days)}`);
  const then = useAnswer<RegionReport>(`/v1/reports/regions/${region}${periodQuery(before)}`);
  return (
    <Answered asked={now}>
      {(present) => (
        <Answered asked={then}>
          {(past) => (
            <>
              <About place={text.regionNumber(region)} days={days} before={before} asOf={present.asOf} />
              <Comparison
                of={text.nameTh}
                rows={facilitiesOf(present.facilities, past.facilities)}
                sums={[sumOf(present.facilities), sumOf(past.facilities)]}
                onChoose={(hcode) => go({ hcode })}
              />
              <PeriodMeaning />
            </>
          )}
        </Answered>
      )}
    </Answered>
  );
}

/** A facility that one of the two answers lacks has nothing in that period. */
function facilitiesOf(present: readonly FacilityRow[], past: readonly FacilityRow[]): Compared[] {
  const before = new Map<string, Totals>(past.map((row) => [row.hcode, row]));
  return present.map((row) => ({
    ...{ key: row.hcode, name: `${row.hcode} ${row.nameTh}`, now: row },
    before: before.get(row.hcode) ?? null,
  }));
}
