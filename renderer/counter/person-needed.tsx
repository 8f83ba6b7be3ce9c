import type { VisitView } from '../../contract/index.ts';
import { ErrorWords, pictureOfError, StaffScreen } from '../frame/index.ts';
import { useWords, type Words } from '../i18n/index.ts';
import { useActions } from '../state/index.ts';
import { type Action, Notice, Phrases, Picture, Title } from '../ui/index.ts';
import { Evidence } from './evidence.tsx';
import styles from './person-needed.module.css';
import { useSecondsUntil } from './use-seconds-until.ts';

type NeededView = Extract<VisitView, { step: 'person-needed' }>;

/** The machine can't go on by itself: staff read why, help, and let the citizen try again or end the visit. */
export function PersonNeeded({ view }: { view: NeededView }) {
  const { personNeeded, ended } = useWords();
  const { run } = useActions();
  const secondsLeft = useSecondsUntil(view.retryAt);
  const aboutFace = view.reason.code.startsWith('FACE_');
  const answer = (action: 'retry' | 'end') =>
    void run(({ answerPersonNeeded }) => answerPersonNeeded({ action }));
  const retry: Action = {
    label: secondsLeft > 0 ? personNeeded.retryIn(secondsLeft) : personNeeded.retry,
    onPress: () => answer('retry'),
    testId: 'person-retry',
    disabled: secondsLeft > 0,
  };
  return (
    <StaffScreen
      wayOut={{
        label: personNeeded.end,
        onPress: () => answer('end'),
        testId: 'person-end',
        byKey: false,
      }}
      wayForward={view.mayRetry ? retry : undefined}
    >
      <div className={styles.layout}>
        {view.probe ? (
          <Evidence reference={view.citizen.photo} probe={view.probe} compact />
        ) : (
          <Picture name={pictureOfError(view.reason.code)} size="large" />
        )}
        <div className={styles.words}>
          <Title small>{personNeeded.title}</Title>
          <Notice tone="attention">
            <ErrorWords report={view.reason} to="staff" small />
          </Notice>
          <div className={styles.advice}>
            <p>
              <Phrases>{adviceFor(view, personNeeded)}</Phrases>
            </p>
            <p>{personNeeded.endAdvice}</p>
          </div>
          {aboutFace && (
            <p className={styles.toCitizen}>
              <Phrases>{`${ended.faceNotConfirmed} ${ended.staffContinue}`}</Phrases>
            </p>
          )}
        </div>
      </div>
    </StaffScreen>
  );
}

function adviceFor({ mayRetry, reason }: NeededView, words: Words['personNeeded']): string {
  if (!mayRetry) return words.noRetryAdvice;
  return reason.code.startsWith('FACE_') ? words.faceAdvice : words.otherAdvice;
}
