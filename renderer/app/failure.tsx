import { useEffect, useState } from 'react';
import type { Language } from '../../contract/index.ts';
import { ErrorWords } from '../frame/index.ts';
import { LanguageContext, useWords } from '../i18n/index.ts';
import { Picture, Screen, Title, useSecondsUntil, WithPicture } from '../ui/index.ts';
import styles from './app.module.css';

/** So long somebody may read what happened; then the page starts again, for there may be nobody to press. */
const START_AGAIN_SECONDS = 15;

type Props = { language: Language; startAgain: () => void };

/** The page itself is broken: said in the catalogue's words, for no screen may end white; and it starts again. */
export function Failure({ language, startAgain }: Props) {
  return (
    <LanguageContext value={language}>
      <main className={styles.whole}>
        <Broken startAgain={startAgain} />
      </main>
    </LanguageContext>
  );
}

function Broken({ startAgain }: Pick<Props, 'startAgain'>) {
  const { failure } = useWords();
  const [until] = useState(() => new Date(Date.now() + START_AGAIN_SECONDS * 1000).toISOString());
  const left = useSecondsUntil(until);
  useEffect(() => {
    if (left === 0) startAgain();
  }, [left, startAgain]);
  return (
    <Screen wayForward={{ label: failure.again, onPress: startAgain, testId: 'start-again' }}>
      <WithPicture picture={<Picture name="trouble" size="large" />}>
        <Title tone="attention">{failure.title}</Title>
        <ErrorWords report={{ code: 'INTERNAL' }} to="staff" />
        <p>{failure.lead(left)}</p>
      </WithPicture>
    </Screen>
  );
}
