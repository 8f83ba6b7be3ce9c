import type { Figures } from '../../contract/index.ts';
import { formatDate, formatDayMonth, useLanguage, useWords } from '../i18n/index.ts';
import styles from './days-chart.module.css';

/** A bar for each day: tokens issued, and in it those that were confirmed. The month stands where one begins. */
export function DaysChart({ days }: { days: Figures['byDay'] }) {
  const { office } = useWords();
  const language = useLanguage();
  if (days.every(({ tally }) => tally.visits === 0)) return <p className={styles.none}>{office.nothing}</p>;
  const most = Math.max(1, ...days.map(({ tally }) => tally.tokens));
  const percent = (count: number) => `${(100 * count) / most}%`;
  const spoken = days.map(({ day, tally }) =>
    office.day(formatDate(day, language), tally.tokens, tally.confirmed),
  );
  return (
    <figure>
      <div className={styles.chart} role="img" aria-label={spoken.join(' · ')}>
        {days.map(({ day, tally }, place) => (
          <div key={day} className={styles.day}>
            <span className={styles.count}>{tally.tokens}</span>
            <div
              className={tally.tokens > 0 ? styles.bar : styles.noBar}
              style={{ height: percent(tally.tokens) }}
            >
              <div
                className={styles.confirmed}
                style={{ height: tally.tokens === 0 ? '0' : `${(100 * tally.confirmed) / tally.tokens}%` }}
              />
            </div>
            <span className={styles.date}>
              {place === 0 || day.endsWith('-01') ? formatDayMonth(day, language) : Number(day.slice(8))}
            </span>
          </div>
        ))}
      </div>
      <figcaption className={styles.key}>{office.chartKey}</figcaption>
    </figure>
  );
}
