import type { ReactNode } from 'react';
import styles from './button.module.css';

type Props = {
  children: ReactNode;
  onPress: () => void;
  testId: string;
  tone?: 'primary' | 'plain' | 'stop' | 'quiet' | undefined;
  disabled?: boolean | undefined;
  /** Spoken name where the content is no words. */
  label?: string | undefined;
  /** For switches: whether it is on. */
  pressed?: boolean | undefined;
};

export function Button({ children, onPress, testId, tone = 'plain', disabled, label, pressed }: Props) {
  return (
    <button
      type="button"
      className={`${styles.button} ${styles[tone]}`}
      onClick={onPress}
      disabled={disabled}
      aria-label={label}
      aria-pressed={pressed}
      data-testid={testId}
    >
      {children}
    </button>
  );
}
