import { ERRORS, type ErrorReport, isMachineTrouble } from '../../contract/index.ts';
import { formatError, useLanguage, useWords } from '../i18n/index.ts';
import { Phrases } from '../ui/index.ts';
import styles from './error-words.module.css';

type Props = {
  report: ErrorReport;
  /** To whom it is said. */
  to: 'citizen' | 'staff';
  small?: boolean;
};

/**
 * An error in the catalogue's words: what it is, who puts it right, and its code in small print. What staff are to do
 * at the machine is not said to the citizen; a press on the header tells it.
 */
export function ErrorWords({ report, to, small }: Props) {
  const language = useLanguage();
  const words = useWords();
  const { who } = ERRORS[report.code];
  const notForCitizen = to === 'citizen' && isMachineTrouble(report.code);
  return (
    <div className={`${styles.error} ${small ? styles.small : ''}`} data-error={report.code}>
      <p className={styles.sentence}>
        <Phrases>{notForCitizen ? words.machineTrouble : formatError(report, language)}</Phrases>
      </p>
      <p className={styles.remedy}>{(to === 'staff' ? words.remedyForStaff : words.remedy)[who]}</p>
      <p className={styles.code}>{words.errorCode(report.code)}</p>
    </div>
  );
}
