import { useCallback, useState } from 'react';
import type { FacilityFigures, Period } from '../../contract/index.ts';
import { ErrorWords, Loading } from '../frame/index.ts';
import { formatCount, formatMoment, useLanguage, useWords } from '../i18n/index.ts';
import { useAnswer } from '../state/index.ts';
import { Notice, Phrases, Table } from '../ui/index.ts';
import styles from './office.module.css';
import { PeriodTabs } from './period-tabs.tsx';
import { useTokenCells } from './use-token-cells.ts';

/** The whole facility as the centre counts it: each machine and each operator, in a period. */
export function FacilityPage() {
  const { report } = useWords();
  const [period, setPeriod] = useState<Period>('today');
  const { answer, loading, error, reload } = useAnswer(
    useCallback(({ loadFacility }) => loadFacility({ period }), [period]),
  );
  return (
    <>
      <div className={styles.row}>
        <PeriodTabs chosen={period} onChoose={setPeriod} />
        {answer?.counts && <AsOf at={answer.counts.asOf} />}
      </div>
      {(loading || error) && <Loading label={report.loading} error={error} onRetry={reload} />}
      {!loading && answer?.error && (
        <Notice tone="attention">
          <ErrorWords report={answer.error} to="staff" small />
        </Notice>
      )}
      {!loading && answer?.counts && <Tables {...answer.counts} />}
    </>
  );
}

function AsOf({ at }: { at: string }) {
  const { report } = useWords();
  return <p className={styles.aside}>{report.asOf(formatMoment(at, useLanguage()))}</p>;
}

function Tables({ devices, operators, total }: NonNullable<FacilityFigures['counts']>) {
  const { office } = useWords();
  const counts = [office.tokens, office.confirmed, office.share];
  const cells = useTokenCells();
  return (
    <div className={styles.sideBySide}>
      <section>
        <h2 className={styles.heading}>{office.byDevice}</h2>
        <Table
          testId="facility-devices"
          caption={office.byDevice}
          columns={[office.device, office.persons, ...counts]}
          figuresFrom={1}
          empty={office.nothing}
          rows={[
            ...devices.map((row) => ({
              key: row.deviceId,
              cells: [
                <Device key="name" {...row} />,
                formatCount(row.persons),
                ...cells(row.tokens, row.confirmedTokens),
              ],
            })),
            {
              key: 'total',
              cells: [
                <b key="name">{office.wholeFacility}</b>,
                formatCount(total.persons),
                ...cells(total.tokens, total.confirmedTokens),
              ],
            },
          ]}
        />
        <p className={styles.aside}>{office.wholeFacilityNote}</p>
      </section>
      <section>
        <h2 className={styles.heading}>{office.byOperator}</h2>
        <Table
          testId="facility-operators"
          caption={office.byOperator}
          columns={[office.operator, office.persons, ...counts]}
          figuresFrom={1}
          empty={office.nothing}
          rows={operators.map((row) => ({
            key: row.operatorId,
            cells: [
              <Phrases key="name">{row.name}</Phrases>,
              formatCount(row.persons),
              ...cells(row.tokens, row.confirmedTokens),
            ],
          }))}
        />
        <p className={styles.aside}>{office.byOperatorNote}</p>
      </section>
    </div>
  );
}

function Device({ name, thisOne, status }: { name: string; thisOne: boolean; status: string }) {
  const { office } = useWords();
  const notes = [thisOne && office.thisDevice, status === 'revoked' && office.revokedDevice].filter(Boolean);
  return (
    <>
      <Phrases>{name}</Phrases>
      {notes.length > 0 && <span className={styles.aside}> {notes.join(' · ')}</span>}
    </>
  );
}
