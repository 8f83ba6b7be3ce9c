import { useCallback, useState } from 'react';
import type { Period, SupervisorReport } from '../../contract/index.ts';
import { ErrorWords, Loading } from '../frame/index.ts';
import { formatCount, formatMoment, useLanguage, useWords } from '../i18n/index.ts';
import { useAnswer } from '../state/index.ts';
import { Button, Notice } from '../ui/index.ts';
import { CountsTable } from './counts-table.tsx';
import { PeriodTabs } from './period-tabs.tsx';
import styles from './report.module.css';

/** The ministry's four numbers for this device, its facility and its region, and how fresh they are. */
export function Report() {
  const words = useWords();
  const [period, setPeriod] = useState<Period>('all');
  const {
    answer: report,
    loading,
    error,
    reload,
  } = useAnswer(useCallback(({ loadReport }) => loadReport({ period }), [period]));
  return (
    <div className={styles.report}>
      <div className={styles.head}>
        <PeriodTabs chosen={period} onChoose={setPeriod} />
        {report && <Freshness report={report} />}
        <Button onPress={reload} disabled={loading} testId="refresh-report">
          {words.report.refresh}
        </Button>
      </div>
      {(loading || error) && <Loading label={words.report.loading} error={error} onRetry={reload} />}
      {!loading && report?.error && (
        <Notice tone="attention">
          <ErrorWords report={report.error} to="staff" small />
        </Notice>
      )}
      {!loading && report?.counts && <CountsTable counts={report.counts} />}
      {!loading && report && !report.counts && (
        <p className={styles.empty}>
          {period === 'all' ? words.report.noDataYet : words.report.periodNeedsCentre}
        </p>
      )}
      {report && <OutboxLine outbox={report.outbox} />}
    </div>
  );
}

function Freshness({ report: { counts, fetchedAt } }: { report: SupervisorReport }) {
  const words = useWords();
  const language = useLanguage();
  return (
    <p className={styles.when} data-testid="report-time">
      {counts && words.report.asOf(formatMoment(counts.asOf, language))}
      {fetchedAt && counts && ' · '}
      {fetchedAt && words.report.fetchedAt(formatMoment(fetchedAt, language))}
    </p>
  );
}

function OutboxLine({ outbox }: { outbox: SupervisorReport['outbox'] }) {
  const { report } = useWords();
  const figures = [
    { name: report.received, count: outbox.received, id: 'received' },
    { name: report.waiting, count: outbox.waiting, id: 'waiting' },
    { name: report.parked, count: outbox.parked, id: 'parked' },
  ];
  return (
    <dl className={styles.outbox}>
      <dt>{report.outbox}</dt>
      {figures.map(({ name, count, id }) => (
        <dd key={id} data-testid={`outbox-${id}`}>
          {name} <b>{formatCount(count)}</b>
        </dd>
      ))}
    </dl>
  );
}
