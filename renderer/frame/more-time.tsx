import { useWords, type Words } from '../i18n/index.ts';
import { useActions } from '../state/index.ts';
import { Button, Notice, useSecondsUntil } from '../ui/index.ts';
import { useSpoken } from '../voice/index.ts';
import styles from './more-time.module.css';

/** So long before the end the citizen is asked; WCAG 2.2 (2.2.1) wants 20 seconds at least. */
const WARNING_SECONDS = 20;

export type Timed = {
  /** ISO 8601 UTC; null for what does not end by itself. */
  deadlineAt: string | null;
  /** What happens then. */
  about: keyof Words['moreTime']['lead'];
};

/** Warns before a step runs out of time, and gives more for one press. Does not cover what is asked. */
export function MoreTime({ deadlineAt, about }: Timed) {
  const { moreTime } = useWords();
  const { run } = useActions();
  const left = useLittleTime(deadlineAt);
  useSpoken(left === null ? null : 'more-time', [moreTime.title, moreTime.more]);
  if (left === null) return null;
  return (
    <div className={styles.warning} data-about={about} data-testid="time-warning">
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
        <p aria-live="off">{moreTime.lead[about](left)}</p>
      </Notice>
    </div>
  );
}

/** Seconds left before the deadline once they are few enough to be told; null before, after, and where there is none. */
export function useLittleTime(deadlineAt: string | null): number | null {
  const left = useSecondsUntil(deadlineAt);
  return left === 0 || left > WARNING_SECONDS ? null : left;
}
