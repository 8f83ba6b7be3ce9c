import type { VisitView } from '../../contract/index.ts';
import { ErrorWords, pictureOfError, StaffScreen } from '../frame/index.ts';
import { useWords } from '../i18n/index.ts';
import { useActions } from '../state/index.ts';
import { Notice, Picture, Title } from '../ui/index.ts';
import styles from './person-needed.module.css';
import { Refer } from './refer.tsx';

/** A card that can't be read: what staff try, in this order; and the end, which the policy gives no level. */
export function CardHelp({ view }: { view: Extract<VisitView, { step: 'card-help' }> }) {
  const { cardHelp } = useWords();
  const { run } = useActions();
  const answer = (action: 'retry' | 'end') =>
    void run(({ answerPersonNeeded }) => answerPersonNeeded({ action }));
  return (
    <StaffScreen
      wayOut={{ label: cardHelp.end, onPress: () => answer('end'), testId: 'card-help-end', byKey: false }}
      wayForward={{ label: cardHelp.retry, onPress: () => answer('retry'), testId: 'card-help-retry' }}
    >
      <div className={styles.layout}>
        <Picture name={pictureOfError(view.reason.code)} size="large" />
        <div className={styles.words}>
          <Title small>{cardHelp.title}</Title>
          <Notice tone="attention">
            <ErrorWords report={view.reason} to="staff" small />
          </Notice>
          <ol className={styles.steps}>
            {cardHelp.steps.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
          <p className={styles.advice}>{cardHelp.noLevel}</p>
          <div>
            <Refer reasons={view.referrals} />
          </div>
        </div>
      </div>
    </StaffScreen>
  );
}
