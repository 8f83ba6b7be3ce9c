import { useCallback, useState } from 'react';
import {
  ERRORS,
  type Figures,
  isErrorCode,
  type Language,
  type Period,
  type Tally,
} from '../../contract/index.ts';
import { formatCount, useLanguage, useWords } from '../i18n/index.ts';
import { useActions, useAnswer } from '../state/index.ts';
import { Button, Progress, Table } from '../ui/index.ts';
import { DaysChart } from './days-chart.tsx';
import styles from './office.module.css';
import { PeriodTabs } from './period-tabs.tsx';
import { useTokenCells } from './use-token-cells.ts';

/** The work of this device: by period, operator, day and reason; and the same as an Excel file. */
export function FiguresPage() {
  const { office } = useWords();
  const [period, setPeriod] = useState<Period>('today');
  const { answer } = useAnswer(useCallback(({ loadFigures }) => loadFigures({ period }), [period]));
  return (
    <>
      <div className={styles.row}>
        <PeriodTabs chosen={period} onChoose={setPeriod} />
        <SaveAsExcel period={period} />
      </div>
      {answer ? <Tables figures={answer} /> : <Progress label={office.loading} share={null} />}
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
  return (
    <div className={styles.columns}>
      <section>
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
              cells: [row.name, ...tally(row.tally)],
            })),
            total,
          ]}
        />
      </section>
      <section>
        <h2 className={styles.heading}>{office.byDay}</h2>
        <DaysChart days={figures.byDay} />
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

/** The catalogue's first words, and the code by which IT knows it. */
function reasonWords(code: string, language: Language): string {
  if (!isErrorCode(code)) return code;
  const [words = code] = ERRORS[code][language].split(/ \{|[.,;]/);
  return `${words} (${code})`;
}
