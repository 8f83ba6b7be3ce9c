import { useWords } from '../i18n/index.ts';
import styles from './stages.module.css';

export const STAGES = ['card', 'identity', 'consent', 'face', 'done'] as const;
export type Stage = (typeof STAGES)[number];

/** How far the visit is: five short words, the present one marked. */
export function Stages({ now }: { now: Stage }) {
  const { stages } = useWords();
  const position = STAGES.indexOf(now);
  return (
    <ol className={styles.stages} aria-label={stages.label}>
      {STAGES.map((stage, place) => (
        <li
          key={stage}
          className={place < position ? styles.past : place === position ? styles.now : undefined}
          aria-current={place === position ? 'step' : undefined}
        >
          {stages[stage]}
        </li>
      ))}
    </ol>
  );
}
