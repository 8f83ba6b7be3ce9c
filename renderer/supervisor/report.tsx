import { useCallback, useEffect, useState } from 'react';
import type { SupervisorReport } from '../../contract/index.ts';
import { ErrorWords, StaffScreen } from '../frame/index.ts';
import { formatCount, formatMoment, useLanguage, useWords } from '../i18n/index.ts';
import { useActions } from '../state/index.ts';
import { Notice, Progress, Title } from '../ui/index.ts';
import { CountsTable } from './counts-table.tsx';
import styles from './report.module.css';

/** The ministry's four numbers for this device, its facility and its region, and how fresh they are. */
export function Report() {
  const words = useWords();
  const { openPage } = useActions();
  const { report, loading, load } = useReport();
  return (
    <StaffScreen
      wayOut={{ label: words.report.close, onPress: () => openPage('visit'), testId: 'close-report' }}
      wayForward={{ label: words.report.refresh, onPress: load, testId: 'refresh-report', disabled: loading }}
    >
      <div className={styles.report} data-testid="report">
        <div className={styles.head}>
          <Title small>{words.report.title}</Title>
          {report && <Freshness report={report} />}
        </div>
        {loading && <Progress label={words.report.loading} share={null} />}
        {report?.error && (
          <Notice tone="attention">
            <ErrorWords report={report.error} to="staff" small />
          </Notice>
        )}
        {report?.counts && <CountsTable counts={report.counts} />}
        {report && !report.counts && <p className={styles.empty}>{words.report.noDataYet}</p>}
        {report && <OutboxLine outbox={report.outbox} />}
      </div>
    </StaffScreen>
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

function useReport() {
  const { run } = useActions();
  const [report, setReport] = useState<SupervisorReport | null>(null);
  const [loading, setLoading] = useState(true);
  const load = useCallback(async () => {
    setLoading(true);
    const loaded = await run(({ loadReport }) => loadReport());
    if (loaded) setReport(loaded);
    setLoading(false);
  }, [run]);
  useEffect(() => void load(), [load]);
  return { report, loading, load: () => void load() };
}
