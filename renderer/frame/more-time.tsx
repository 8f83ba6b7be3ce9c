import { useWords } from '../i18n/index.ts';
import { useActions } from '../state/index.ts';
import { Button, Notice, useSecondsUntil } from '../ui/index.ts';
import styles from './more-time.module.css';

/** So long before the end the citizen is asked; WCAG 2.2 (2.2.1) wants 20 seconds at least. */
const WARNING_SECONDS = 20;

/** Warns before a step runs out of time, and gives more for one press. Does not cover what is asked. */
export function MoreTime({ deadlineAt }: { deadlineAt: string }) {
  const { moreTime } = useWords();
  const { run } = useActions();
  const left = useSecondsUntil(deadlineAt);
  if (left === 0 || left > WARNING_SECONDS) return null;
  return (
    <>
      {/* What is asked moves up by as much as the warning needs. */}
      <div className={styles.room} />
      <div className={styles.warning} data-testid="time-warning">
        <Notice
          tone="attention"
          action={
            <Button
              tone="primary"
              onPress={() => void run(({ askMoreTime }) => askMoreTime())}
              testId="more-time"
            >
              {moreTime.more}
            </Button>
          }
        >
          <p className={styles.title}>{moreTime.title}</p>
          <p aria-live="off">{moreTime.lead(left)}</p>
        </Notice>
      </div>
    </>
  );
}
