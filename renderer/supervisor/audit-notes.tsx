import { type AuditRow, type AuditView, isErrorCode, type Language } from '../../contract/index.ts';
import { formatMoment, useLanguage, useWords, type Words } from '../i18n/index.ts';
import styles from './office.module.css';
import { reasonWords } from './reason-words.ts';

const IS_MOMENT = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;

/** A word of the table, or what was to be found in it where the table is older than the entry. */
export const known = (words: Readonly<Record<string, string>>, name: string): string => words[name] ?? name;

/** What is noted with an entry of the audit log, in words; whole, as it is what an inquiry goes by. */
export function Notes({ entry, names }: { entry: AuditRow; names: AuditView['names'] }) {
  const words = useWords();
  const language = useLanguage();
  const { actor, subject, details } = entry;
  const about = subject !== null && subject !== actor ? names[subject] : undefined;
  const notes = Object.entries(details)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => {
      const said = names[String(value)] ?? valueWords(String(value), words, language);
      return `${known(words.audit.notes, name)}: ${said}`;
    });
  return (
    <ul className={styles.notes}>
      {[...(about ? [`${words.audit.about}: ${about}`] : []), ...notes].map((note) => (
        <li key={note}>{note}</li>
      ))}
    </ul>
  );
}

function valueWords(value: string, words: Words, language: Language): string {
  if (isErrorCode(value)) return reasonWords(value, language);
  if (IS_MOMENT.test(value)) return formatMoment(value, language);
  const dictionaries: readonly Readonly<Record<string, string>>[] = [
    words.audit.values,
    words.approval.reasons,
    words.approval.relations,
    words.refer.reasons,
    words.supervise.retryReason,
    words.office.period,
    words.role,
  ];
  const word = dictionaries.find((dictionary) => value in dictionary)?.[value];
  return word ?? value;
}
