import { useEffect, useRef } from 'react';
import { Phrases } from './phrases.tsx';
import styles from './title.module.css';

type Props = {
  children: string;
  lead?: string | undefined;
  tone?: 'calm' | 'good' | 'attention' | 'stop' | undefined;
  /** On screens that need the room. */
  small?: boolean | undefined;
};

/** The one heading of a screen. It takes the focus when the screen comes, so that a screen reader says it. */
export function Title({ children, lead, tone = 'calm', small }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <div>
      <h1
        ref={heading}
        tabIndex={-1}
        className={`${styles.title} ${styles[tone]} ${small ? styles.small : ''}`}
        data-testid="title"
      >
        <Phrases>{children}</Phrases>
      </h1>
      {lead && (
        <p className={styles.lead}>
          <Phrases>{lead}</Phrases>
        </p>
      )}
    </div>
  );
}
