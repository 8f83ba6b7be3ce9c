import styles from './tick.module.css';

type Props = { label: string; ticked: boolean; onTick: (ticked: boolean) => void; testId: string };

/** A question of the operator's look that is answered with the own eyes. */
export function Tick({ label, ticked, onTick, testId }: Props) {
  return (
    <label className={styles.tick}>
      <input
        type="checkbox"
        checked={ticked}
        onChange={(event) => onTick(event.target.checked)}
        data-testid={testId}
      />
      {label}
    </label>
  );
}
