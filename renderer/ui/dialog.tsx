import { type ReactNode, useLayoutEffect, useRef } from 'react';
import styles from './dialog.module.css';

type Props = { label: string; onClose: () => void; children: ReactNode; actions: ReactNode };

/** Something that lies over the screen until it is closed. The browser keeps the focus in it and gives it back. */
export function Dialog({ label, onClose, children, actions }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const opened = dialog.current;
    opened?.showModal();
    return () => opened?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      className={styles.dialog}
      aria-label={label}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <div className={styles.content}>
        <div className={styles.body}>{children}</div>
        <div className={styles.actions}>{actions}</div>
      </div>
    </dialog>
  );
}
