import type { SlipContent } from '../../contract/index.ts';
import { formatCode, formatDay, formatMoment, useLanguage, useWords } from '../i18n/index.ts';
import { Phrases } from '../ui/index.ts';
import styles from './slip.module.css';

/** What the citizen takes home on paper: the code, what to do with it, and where it came from. No name. */
export function Slip({ content }: { content: SlipContent }) {
  const { slip, service } = useWords();
  const language = useLanguage();
  const { facility, transactionCode, reference, madeAt, expiresAt, training } = content;
  return (
    <main className={styles.slip}>
      <h1 className={styles.service}>{service}</h1>
      <p>
        <Phrases>{language === 'th' ? facility.nameTh : facility.nameEn}</Phrases>
      </p>
      {training && <p className={styles.training}>{slip.training}</p>}
      <hr className={styles.line} />
      <p>{slip.code}</p>
      <p className={styles.code}>{formatCode(transactionCode)}</p>
      <ol className={styles.steps}>
        {slip.steps.map((step) => (
          <li key={step}>
            <Phrases>{step}</Phrases>
          </li>
        ))}
      </ol>
      <p>{slip.until(formatDay(expiresAt, language))}</p>
      <hr className={styles.line} />
      <p className={styles.small}>{slip.reference(reference)}</p>
      <p className={styles.small}>{formatMoment(madeAt, language)}</p>
      <p className={styles.small}>{slip.secret}</p>
    </main>
  );
}
