import { useState } from 'react';
import type { Answer, Written } from '../../contract/index.ts';
import { ErrorWords } from '../frame/index.ts';
import { useWords } from '../i18n/index.ts';
import { useActions, useKiosk } from '../state/index.ts';
import { Button, Notice } from '../ui/index.ts';
import styles from './diagnosis.module.css';

/** Writes what is on the screen to a drive: a supervisor's, for the system's window shows the disk. */
export function SaveDiagnosis({ ready }: { ready: boolean }) {
  const { diagnosis } = useWords();
  const { ask } = useActions();
  const isSupervisor = useKiosk(({ status }) => status?.operator?.role === 'supervisor');
  const [answer, setAnswer] = useState<Answer<Written> | null>(null);
  return (
    <section className={styles.check} aria-label={diagnosis.file}>
      <div className={styles.row}>
        <h2 className={styles.heading}>{diagnosis.file}</h2>
        <Button
          onPress={() => void ask(({ saveDiagnosis }) => saveDiagnosis()).then(setAnswer)}
          disabled={!ready || !isSupervisor}
          testId="save-diagnosis"
        >
          {diagnosis.save}
        </Button>
      </div>
      {!answer && <p>{isSupervisor ? diagnosis.fileLead : diagnosis.forSupervisor}</p>}
      {answer?.ok && (
        <p role="status" data-testid="diagnosis-saved">
          {answer.value ? diagnosis.saved(answer.value.file) : diagnosis.notSaved}
        </p>
      )}
      {answer && !answer.ok && (
        <Notice tone="stop">
          <ErrorWords report={answer.error} to="staff" small />
        </Notice>
      )}
    </section>
  );
}
