import { useCallback, useState } from 'react';
import { Loading } from '../frame/index.ts';
import { formatCount, formatMoment, useLanguage, useWords } from '../i18n/index.ts';
import { useAnswer } from '../state/index.ts';
import { Button, Notice, Phrases, Table } from '../ui/index.ts';
import { known, Notes } from './audit-notes.tsx';
import styles from './office.module.css';

/** Who did what and when, and whether the log is what was written. */
export function AuditLog() {
  const { office, audit } = useWords();
  const language = useLanguage();
  const [before, setBefore] = useState<number | null>(null);
  const { answer, error, reload } = useAnswer(
    useCallback(({ loadAudit }) => loadAudit({ before }), [before]),
  );
  if (!answer) return <Loading label={office.loading} error={error} onRetry={reload} />;
  const { entries, chain, names } = answer;
  const oldest = entries.at(-1)?.seq ?? 1;
  return (
    <>
      {chain.sound ? (
        <p className={styles.sound} data-testid="chain">
          {office.chainSound(formatCount(chain.entries))}
        </p>
      ) : (
        <Notice tone="stop" testId="chain">
          {office.chainBroken(chain.brokenAt)}
        </Notice>
      )}
      <div className={styles.row}>
        <Button onPress={() => setBefore(null)} disabled={before === null} testId="audit-newest">
          {office.newest}
        </Button>
        <Button onPress={() => setBefore(oldest)} disabled={oldest <= 1} testId="audit-older">
          {office.older}
        </Button>
      </div>
      <Table
        testId="audit"
        caption={office.pages.audit}
        columns={[office.entry, office.time, office.actor, office.event, office.details]}
        empty={office.nothing}
        rows={entries.map((entry) => ({
          key: String(entry.seq),
          cells: [
            entry.seq,
            formatMoment(entry.at, language),
            <Phrases key="who">{names[entry.actor] ?? known(audit.actors, entry.actor)}</Phrases>,
            known(audit.events, entry.event),
            <Notes key="notes" entry={entry} names={names} />,
          ],
        }))}
      />
    </>
  );
}
