import { Fragment } from 'react';
import styles from './phrases.module.css';

const THAI = /[ก-๛]/;
/** Spaces part phrases, but the sign of repetition belongs to the word before it. */
const BETWEEN_PHRASES = / (?!ๆ)/;

/** Thai writes no spaces inside a phrase, and a line that ends within one reads badly: whole phrases go to the next line. */
export function Phrases({ children }: { children: string }) {
  if (!THAI.test(children)) return children;
  return phrasesOf(children).map(({ start, phrase }) => (
    <Fragment key={start}>
      {start > 0 && ' '}
      <span className={styles.phrase}>{phrase}</span>
    </Fragment>
  ));
}

function phrasesOf(sentence: string): { start: number; phrase: string }[] {
  let next = 0;
  return sentence.split(BETWEEN_PHRASES).map((phrase) => {
    const start = next;
    next += phrase.length + 1;
    return { start, phrase };
  });
}
