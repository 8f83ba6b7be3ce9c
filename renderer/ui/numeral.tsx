import styles from './numeral.module.css';

/** A figure or code that is read from a step away. */
export function Numeral({ children, testId }: { children: string; testId?: string }) {
  return (
    <span className={styles.numeral} data-testid={testId}>
      {children}
    </span>
  );
}
