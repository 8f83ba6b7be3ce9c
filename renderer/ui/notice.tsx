import { OctagonAlert, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import styles from './notice.module.css';

type Props = {
  tone: 'attention' | 'stop';
  children: ReactNode;
  /** What may be pressed about it. */
  action?: ReactNode;
  testId?: string;
};

/** Something that must be seen: a sign, a colour and words, never the colour alone. */
export function Notice({ tone, children, action, testId }: Props) {
  const Sign = tone === 'stop' ? OctagonAlert : TriangleAlert;
  return (
    <div className={`${styles.notice} ${styles[tone]}`} role="alert" data-testid={testId}>
      <Sign className={styles.icon} aria-hidden="true" />
      <div className={styles.words}>{children}</div>
      {action}
    </div>
  );
}
