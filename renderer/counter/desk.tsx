import { useCallback, useState } from 'react';
import { type Desk as DeskView, referenceSchema, type VisitRow } from '../../contract/index.ts';
import { Loading, StaffScreen } from '../frame/index.ts';
import { formatCount, useWords } from '../i18n/index.ts';
import { useActions, useAnswer, useKiosk } from '../state/index.ts';
import { Notice, Phrases, Table, Tabs, Title } from '../ui/index.ts';
import styles from './desk.module.css';
import { useMoments } from './use-moments.ts';
import { CallBacks, Exceptions, Parked, Unconfirmed } from './work-lists.tsx';

const LISTS = ['visits', 'exceptions', 'unconfirmed', 'parked', 'callBacks'] as const;
type ListName = (typeof LISTS)[number];

/** What an operator does between visits: the day's list, and what waits for somebody. No citizen is named. */
export function Desk() {
  const { desk } = useWords();
  const { openPage } = useActions();
  const isHome = useKiosk(({ status, visit }) => status?.surface === 'counter' && visit?.step === 'idle');
  const [typed, setTyped] = useState('');
  const reference = referenceIn(typed) ?? '';
  const [list, setList] = useState<ListName>('visits');
  const { answer, loading, error, reload } = useAnswer(
    useCallback(({ loadDesk }) => loadDesk({ reference }), [reference]),
  );
  const tabs = LISTS.map((name) => ({
    name,
    label: `${desk.lists[name]}${answer ? ` (${formatCount(answer[name].length)})` : ''}`,
  }));
  return (
    <StaffScreen
      fromTop
      wayOut={
        isHome ? undefined : { label: desk.close, onPress: () => openPage('visit'), testId: 'close-desk' }
      }
      wayForward={{ label: desk.refresh, onPress: reload, testId: 'refresh-desk', disabled: loading }}
    >
      <div className={styles.desk} data-testid="desk">
        <div className={styles.head}>
          <Title small>{desk.title}</Title>
          <Search typed={typed} onType={setTyped} />
        </div>
        {referenceIn(typed) === null && (
          <Notice tone="attention" testId="desk-search-help">
            {desk.searchHelp}
          </Notice>
        )}
        <Tabs label={desk.title} tabs={tabs} chosen={list} onChoose={setList} />
        {answer ? (
          <List name={list} desk={answer} onChange={reload} />
        ) : (
          <Loading label={desk.loading} error={error} onRetry={reload} />
        )}
      </div>
    </StaffScreen>
  );
}

const THAI_DIGITS = '๐๑๒๓๔๕๖๗๘๙';

/** What was typed as the slip has it, Thai digits too; null where it can't be a reference, as with Thai letters. */
function referenceIn(typed: string): string | null {
  const plain = Array.from(typed.toLowerCase().replace(/\s/g, ''), (letter) => {
    const digit = THAI_DIGITS.indexOf(letter);
    return digit < 0 ? letter : String(digit);
  });
  return referenceSchema.safeParse(plain.join('')).data ?? null;
}

function Search({ typed, onType }: { typed: string; onType: (typed: string) => void }) {
  const { desk } = useWords();
  return (
    <label className={styles.search}>
      <span>{desk.search}</span>
      <input
        value={typed}
        onChange={({ target }) => onType(target.value)}
        maxLength={36}
        autoComplete="off"
        data-testid="desk-search"
      />
    </label>
  );
}

function List({ name, desk, onChange }: { name: ListName; desk: DeskView; onChange: () => void }) {
  switch (name) {
    case 'visits':
      return <Visits visits={desk.visits} />;
    case 'unconfirmed':
      return <Unconfirmed rows={desk.unconfirmed} />;
    case 'parked':
      return <Parked rows={desk.parked} onChange={onChange} />;
    case 'callBacks':
      return <CallBacks rows={desk.callBacks} onChange={onChange} />;
    case 'exceptions':
      return <Exceptions rows={desk.exceptions} onChange={onChange} />;
  }
}

function Visits({ visits }: { visits: VisitRow[] }) {
  const words = useWords();
  const moment = useMoments();
  const { desk, details } = words;
  return (
    <Table
      testId="desk-visits"
      caption={desk.lists.visits}
      columns={[desk.time, desk.outcome, desk.reference, desk.delivery, desk.token, desk.operator]}
      empty={desk.empty}
      rows={visits.map((visit) => ({
        key: visit.at,
        cells: [
          moment(visit.at),
          visit.reason
            ? `${details.outcome[visit.outcome]} (${visit.reason})`
            : details.outcome[visit.outcome],
          visit.reference ?? '–',
          visit.recordState ? details.recordState[visit.recordState] : '–',
          visit.tokenStatus ? desk.tokenStatus[visit.tokenStatus] : '–',
          <Phrases key="operator">{visit.operator}</Phrases>,
        ],
      }))}
    />
  );
}
