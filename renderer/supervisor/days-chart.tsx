import type { Figures } from '../../contract/index.ts';
import { formatDate, useLanguage, useWords } from '../i18n/index.ts';
import styles from './days-chart.module.css';

/** More than these would be too narrow to read: the latest count. */
const DAYS_SHOWN = 30;

/** A bar for each day: tokens issued, and in it those that were confirmed. */
export function DaysChart({ days }: { days: Figures['byDay'] }) {
  const { office } = useWords();
  const language = useLanguage();
  if (days.length === 0) return <p className={styles.none}>{office.nothing}</p>;
  const shown = days.slice(-DAYS_SHOWN);
  const most = Math.max(1, ...shown.map(({ tally }) => tally.tokens));
  const percent = (count: number) => `${(100 * count) / most}%`;
  const spoken = shown.map(({ day, tally }) =>
    office.day(formatDate(day, language), tally.tokens, tally.confirmed),
  );
  return (
    <figure>
      <div className={styles.chart} role="img" aria-label={spoken.join(' · ')}>
        {shown.map(({ day, tally }) => (
          <div key={day} className={styles.day}>
            <span className={styles.count}>{tally.tokens}</span>
            <div className={styles.bar} style={{ height: percent(tally.tokens) }}>
              <div
                className={styles.confirmed}
                style={{ height: tally.tokens === 0 ? '0' : `${(100 * tally.confirmed) / tally.tokens}%` }}
              />
            </div>
            <span>{Number(day.slice(8))}</span>
          </div>
        ))}
      </div>
      <figcaption className={styles.key}>{office.chartKey}</figcaption>
    </figure>
  );
}
