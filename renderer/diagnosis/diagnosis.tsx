import { CircleCheck, TriangleAlert } from 'lucide-react';
import type { Finding } from '../../contract/index.ts';
import { Loading, StaffScreen } from '../frame/index.ts';
import { useLanguage, useWords } from '../i18n/index.ts';
import { type KioskQuestion, useActions, useAnswer } from '../state/index.ts';
import { Button, Title } from '../ui/index.ts';
import { CameraCheck } from './camera-check.tsx';
import { CardCheck } from './card-check.tsx';
import styles from './diagnosis.module.css';
import { SaveDiagnosis } from './save-diagnosis.tsx';

const loadDiagnosis: KioskQuestion<'loadDiagnosis'> = (bridge) => bridge.loadDiagnosis();

/** How everything is that the kiosk needs, for whoever looks after the machine. The same as `--diagnose` prints. */
export function Diagnosis() {
  const { diagnosis } = useWords();
  const { openPage } = useActions();
  const { answer, loading, error, reload } = useAnswer(loadDiagnosis);
  const bad = answer?.findings.filter(({ good }) => !good).length ?? 0;
  return (
    <StaffScreen
      wayOut={{ label: diagnosis.close, onPress: () => openPage('visit'), testId: 'close-diagnosis' }}
    >
      <div className={styles.diagnosis} data-testid="diagnosis">
        <Title small>{diagnosis.title}</Title>
        <div className={styles.columns}>
          <section className={styles.findings} aria-label={diagnosis.findings}>
            <div className={styles.row}>
              <p role="status">{answer && !loading ? diagnosis.summary(bad) : diagnosis.looking}</p>
              <Button onPress={reload} disabled={loading} testId="diagnose-again">
                {diagnosis.again}
              </Button>
            </div>
            {answer ? (
              <ul className={styles.list}>
                {answer.findings.map((finding) => (
                  <FindingRow key={`${finding.subject} ${finding.en}`} finding={finding} />
                ))}
              </ul>
            ) : (
              <Loading label={diagnosis.looking} error={error} onRetry={reload} />
            )}
          </section>
          <div className={styles.checks}>
            <CameraCheck />
            <CardCheck />
            <SaveDiagnosis ready={answer !== null && !loading} />
          </div>
        </div>
      </div>
    </StaffScreen>
  );
}

function FindingRow({ finding }: { finding: Finding }) {
  const { diagnosis } = useWords();
  const language = useLanguage();
  const { subject, good } = finding;
  const Sign = good ? CircleCheck : TriangleAlert;
  return (
    <li className={`${styles.finding} ${good ? '' : styles.bad}`} data-testid={`finding-${subject}`}>
      <Sign aria-hidden="true" />
      <span>
        <b>{diagnosis.subjects[subject]}</b>
        {!good && <b> ({diagnosis.notGood})</b>} {finding[language]}
      </span>
    </li>
  );
}
