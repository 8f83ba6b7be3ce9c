import type { ReactNode } from 'react';
import { useWords } from '../i18n/index.ts';
import { useActions } from '../state/index.ts';
import { type Action, Screen } from '../ui/index.ts';
import { CallStaff } from './call-staff.tsx';
import styles from './comfort.module.css';
import { Comfort } from './comfort.tsx';
import { type Stage, Stages } from './stages.tsx';

type Props = {
  stage: Stage | null;
  children: ReactNode;
  wayOut?: Action;
  wayForward?: Action;
  closing?: ReactNode;
  /** Staff can be called to this step. */
  staffCanHelp?: boolean | undefined;
};

/** A screen the citizen acts on: where the visit is, one question, how to read it. */
export function CitizenScreen({ stage, staffCanHelp, ...rest }: Props) {
  const middle = (
    <div className={styles.row}>
      <Comfort />
      {staffCanHelp && <CallStaff />}
    </div>
  );
  return <Screen {...rest} top={stage && <Stages now={stage} />} middle={middle} />;
}

/** The way out of a step that asks nothing: stop the visit. */
export function useCancel(): Action {
  const { cancel } = useWords();
  const { run } = useActions();
  return {
    label: cancel,
    onPress: () => void run(({ cancelVisit }) => cancelVisit()),
    testId: 'cancel-visit',
    // A stray Escape must not end a visit.
    byKey: false,
  };
}
