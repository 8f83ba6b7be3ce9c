import styles from './progress.module.css';

type Props = {
  label: string;
  /** 0..1; null while how far it is can't be known. */
  share: number | null;
  hideLabel?: boolean;
};

export function Progress({ label, share, hideLabel }: Props) {
  const percent = share === null ? null : Math.round(100 * Math.min(1, Math.max(0, share)));
  return (
    <div className={styles.progress}>
      <div
        className={styles.track}
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={percent ?? undefined}
      >
        <div
          className={`${styles.fill} ${percent === null ? styles.unknown : ''}`}
          style={percent === null ? undefined : { width: `${percent}%` }}
        />
      </div>
      {!hideLabel && (
        <div className={styles.label}>
          {label}
          {percent !== null && ` ${percent}%`}
        </div>
      )}
    </div>
  );
}
