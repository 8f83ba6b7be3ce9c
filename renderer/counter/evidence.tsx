import { useWords } from '../i18n/index.ts';
import { Jpeg, Picture } from '../ui/index.ts';
import styles from './evidence.module.css';

type Props = { reference: Uint8Array | null; probe: Uint8Array | null; compact?: boolean };

/** The chip photo and the picture just taken, side by side and of one size, for the operator's eye. */
export function Evidence({ reference, probe, compact }: Props) {
  const { look } = useWords();
  return (
    <div className={`${styles.pictures} ${compact ? styles.compact : ''}`}>
      <Figure picture={reference} caption={look.reference} />
      <Figure picture={probe} caption={look.probe} />
    </div>
  );
}

function Figure({ picture, caption }: { picture: Uint8Array | null; caption: string }) {
  return (
    <figure className={styles.figure}>
      {picture ? (
        <Jpeg bytes={picture} alt={caption} className={styles.picture} />
      ) : (
        <div className={styles.none}>
          <Picture name="camera-trouble" size="medium" />
        </div>
      )}
      <figcaption>{caption}</figcaption>
    </figure>
  );
}
