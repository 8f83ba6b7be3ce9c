import { useEffect } from 'react';
import { CitizenScreen } from '../frame/index.ts';
import { useWords } from '../i18n/index.ts';
import { comfortOf, useActions, useKiosk } from '../state/index.ts';
import { Phrases, Picture, Title, WithPicture } from '../ui/index.ts';
import styles from './citizen.module.css';

/** Somebody who chose a language and then left must not leave it to the next. */
const FORGET_COMFORT_MS = 60_000;

export function Idle() {
  const { idle } = useWords();
  useForgottenComfort();
  return (
    <CitizenScreen stage="card">
      <WithPicture picture={<Picture name="card-in" size="large" />}>
        <Title>{idle.title}</Title>
        <p className={styles.invitation}>
          <Phrases>{idle.lead}</Phrases>
        </p>
        <p className={styles.aside}>
          <Phrases>{idle.note}</Phrases>
        </p>
      </WithPicture>
    </CitizenScreen>
  );
}

function useForgottenComfort(): void {
  const { resetComfort } = useActions();
  const chosen = useKiosk((state) => Object.values(comfortOf(state)).join(' '));
  // biome-ignore lint/correctness/useExhaustiveDependencies: each choice starts the minute anew
  useEffect(() => {
    const timer = setTimeout(resetComfort, FORGET_COMFORT_MS);
    return () => clearTimeout(timer);
  }, [chosen, resetComfort]);
}
