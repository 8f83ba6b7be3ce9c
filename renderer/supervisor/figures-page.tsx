import { useCallback, useState } from 'react';
import type { Figures, Period, Tally } from '../../contract/index.ts';
import { Loading } from '../frame/index.ts';
import { formatCount, useLanguage, useWords } from '../i18n/index.ts';
import { useActions, useAnswer } from '../state/index.ts';
import { Button, Phrases, Table } from '../ui/index.ts';
import { DaysChart } from './days-chart.tsx';
import { everyDay } from './every-day.ts';
import styles from './office.module.css';
import { PeriodTabs } from './period-tabs.tsx';
import { reasonWords } from './reason-words.ts';
import { useTokenCells } from './use-token-cells.ts';

/** So many days of the chart leave room for a table beside it. */
const FEW_DAYS = 10;

/** The work of this device: by period, operator, day and reason; and the same as an Excel file. */
export function FiguresPage() {
  const { office } = useWords();
  const [period, setPeriod] = useState<Period>('today');
  const { answer, error, reload } = useAnswer(
    useCallback(({ loadFigures }) => loadFigures({ period }), [period]),
  );
  return (
    <>
      <div className={styles.row}>
        <PeriodTabs chosen={period} onChoose={setPeriod} />
        <SaveAsExcel period={period} />
      </div>
      {answer ? (
        <Tables figures={answer} />
      ) : (
        <Loading label={office.loading} error={error} onRetry={reload} />
      )}
    </>
  );
}

function SaveAsExcel({ period }: { period: Period }) {
  const { office } = useWords();
  const { run } = useActions();
  const [file, setFile] = useState<string | null>(null);
  const save = async () => {
    const saved = await run(({ saveFigures }) => saveFigures({ period }));
    setFile(saved?.file ?? null);
  };
  return (
    <div>
      <Button onPress={() => void save()} testId="save-excel">
        {office.saveExcel}
      </Button>
      {file && (
        <p className={styles.saved} role="status" data-testid="saved-excel">
          {office.saved(file)}
        </p>
      )}
    </div>
  );
}

function Tables({ figures }: { figures: Figures }) {
  const { office } = useWords();
  const language = useLanguage();
  const columns = [office.visits, office.persons, office.tokens, office.confirmed, office.share];
  const tally = useTally();
  const total = { key: 'total', cells: [office.total, ...tally(figures.total)] };
  const days = everyDay(figures);
  const isLong = days.length > FEW_DAYS;
  return (
    <div className={isLong ? styles.stacked : styles.sideBySide}>
      <section>
        <h2 className={styles.heading}>{office.byDay}</h2>
        <DaysChart days={days} />
      </section>
      <section>
        <h2 className={styles.heading}>{office.byReason}</h2>
        <Table
          caption={office.byReason}
          columns={[office.reason, office.visits]}
          figuresFrom={1}
          empty={office.nothing}
          rows={figures.byReason.map(({ reason, visits }) => ({
            key: reason ?? 'declined',
            cells: [reason === null ? office.declined : reasonWords(reason, language), formatCount(visits)],
          }))}
        />
      </section>
      <section className={styles.whole}>
        <h2 className={styles.heading}>{office.byOperator}</h2>
        <Table
          testId="figures-operators"
          caption={office.byOperator}
          columns={[office.operator, ...columns]}
          figuresFrom={1}
          empty={office.nothing}
          rows={[
            ...figures.byOperator.map((row) => ({
              key: row.staffId,
              cells: [<Phrases key="name">{row.name}</Phrases>, ...tally(row.tally)],
            })),
            total,
          ]}
        />
      </section>
    </div>
  );
}

function useTally(): (tally: Tally) => string[] {
  const cells = useTokenCells();
  return ({ visits, persons, tokens, confirmed }) => [
    formatCount(visits),
    formatCount(persons),
    ...cells(tokens, confirmed),
  ];
}
