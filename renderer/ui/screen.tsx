import { type ReactNode, useRef } from 'react';
import { Button } from './button.tsx';
import styles from './screen.module.css';
import { useKeys } from './use-keys.ts';

/** A way on from a screen. */
export type Action = {
  label: string;
  onPress: () => void;
  testId: string;
  tone?: 'primary' | 'plain' | 'stop' | undefined;
  disabled?: boolean | undefined;
  /** False where a stray key must not count as the answer; Tab and Enter reach its button all the same. */
  byKey?: boolean | undefined;
};

type Props = {
  /** What stands above the question. */
  top?: ReactNode;
  children: ReactNode;
  /** Lower left; Escape. */
  wayOut?: Action | undefined;
  /** Lower right; Enter. A sentence instead where there is nothing to press. */
  wayForward?: Action | undefined;
  closing?: ReactNode;
  /** Between the two. */
  middle?: ReactNode;
  /** A page whose parts come and go: it begins at the top, so that what is pressed stays where it is. */
  fromTop?: boolean | undefined;
};

/** The frame of every screen: one question, the way out at the lower left, the way forward at the lower right. */
export function Screen({ top, children, wayOut, wayForward, closing, middle, fromTop }: Props) {
  const screen = useRef<HTMLDivElement>(null);
  useKeys(screen, ({ key, target }) => {
    // A button or box that holds the focus has its own answer to Enter.
    const onControl = target instanceof HTMLElement && target.closest('button, input') !== null;
    if (key === 'Enter' && !onControl) press(wayForward);
    if (key === 'Escape') press(wayOut);
  });
  return (
    <div className={styles.screen} ref={screen}>
      <div>{top}</div>
      <div className={`${styles.body} ${fromTop ? styles.fromTop : ''}`} data-testid="screen-body">
        {children}
      </div>
      <div className={styles.bar}>
        <div>{wayOut && <ActionButton action={wayOut} tone="plain" />}</div>
        <div className={styles.middle}>{middle}</div>
        <div>{wayForward ? <ActionButton action={wayForward} tone="primary" /> : closing}</div>
      </div>
    </div>
  );
}

function ActionButton({ action, tone }: { action: Action; tone: 'primary' | 'plain' }) {
  const { label, onPress, testId, disabled } = action;
  return (
    <Button tone={action.tone ?? tone} onPress={onPress} testId={testId} disabled={disabled}>
      {label}
    </Button>
  );
}

function press(action: Action | undefined): void {
  if (action && action.byKey !== false && !action.disabled) action.onPress();
}
