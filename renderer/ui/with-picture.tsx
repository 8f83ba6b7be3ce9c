import type { ReactNode } from 'react';
import styles from './with-picture.module.css';

type Props = {
  picture?: ReactNode;
  /** Instead of the picture: something with a frame of its own. */
  photo?: ReactNode;
  children: ReactNode;
};

/** A picture that tells the step without words, and the words beside it (below it on an upright panel). */
export function WithPicture({ picture, photo, children }: Props) {
  return (
    <div className={styles.layout}>
      <div className={photo ? styles.photo : styles.picture}>{photo ?? picture}</div>
      <div className={styles.words}>{children}</div>
    </div>
  );
}
