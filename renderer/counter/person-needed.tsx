import { useState } from 'react';
import type { VisitView } from '../../contract/index.ts';
import { ErrorWords, pictureOfError, StaffScreen } from '../frame/index.ts';
import { useWords, type Words } from '../i18n/index.ts';
import { useActions } from '../state/index.ts';
import { type Action, Button, Notice, Phrases, Picture, Title, useSecondsUntil } from '../ui/index.ts';
import { Evidence } from './evidence.tsx';
import styles from './person-needed.module.css';
import { Refer } from './refer.tsx';
import { SupervisorDecides } from './supervisor-decision.tsx';

type NeededView = Extract<VisitView, { step: 'person-needed' }>;

/** The machine can't go on by itself: staff read why, help, and let the citizen try again or end the visit. */
export function PersonNeeded({ view }: { view: NeededView }) {
  const { personNeeded, ended } = useWords();
  const { run } = useActions();
  const [supervising, setSupervising] = useState(false);
  const secondsLeft = useSecondsUntil(view.retryAt);
  const forSupervisor = view.exceptions.length > 0 || view.retryBy === 'supervisor' || secondsLeft > 0;
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
      wayForward={view.retryBy === 'operator' ? retry : undefined}
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
            <p>
              {view.failed > 1 && (
                <span data-testid="failed-tries">{`${personNeeded.failed(view.failed)} · `}</span>
              )}
              {personNeeded.endAdvice}
            </p>
          </div>
          <div className={styles.buttons}>
            {forSupervisor && (
              <Button onPress={() => setSupervising(true)} testId="person-supervisor">
                {personNeeded.supervisor}
              </Button>
            )}
            <Refer reasons={view.referrals} />
          </div>
          {aboutFace && (
            <p className={styles.toCitizen}>
              <Phrases>{`${ended.faceNotConfirmed} ${ended.staffContinue}`}</Phrases>
            </p>
          )}
        </div>
      </div>
      {supervising && <SupervisorDecides view={view} onClose={() => setSupervising(false)} />}
    </StaffScreen>
  );
}

function adviceFor({ retryBy, reason }: NeededView, words: Words['personNeeded']): string {
  if (retryBy === 'nobody') return words.noRetryAdvice;
  if (retryBy === 'supervisor') return words.supervisorAdvice;
  return reason.code.startsWith('FACE_') ? words.faceAdvice : words.otherAdvice;
}
