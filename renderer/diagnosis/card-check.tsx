import { useState } from 'react';
import type { Answer, CardTest } from '../../contract/index.ts';
import { ErrorWords } from '../frame/index.ts';
import { useWords } from '../i18n/index.ts';
import { useActions } from '../state/index.ts';
import { Button, Notice } from '../ui/index.ts';
import styles from './diagnosis.module.css';

/** How a card is read here. What stands on it never comes to this screen. */
export function CardCheck() {
  const { diagnosis } = useWords();
  const { ask } = useActions();
  const [testing, setTesting] = useState(false);
  const [answer, setAnswer] = useState<Answer<CardTest> | null>(null);
  const test = async () => {
    setTesting(true);
    setAnswer(null);
    setAnswer(await ask(({ testCard }) => testCard()));
    setTesting(false);
  };
  return (
    <section className={styles.check} aria-label={diagnosis.card}>
      <div className={styles.row}>
        <h2 className={styles.heading}>{diagnosis.card}</h2>
        <Button onPress={() => void test()} disabled={testing} testId="try-card">
          {diagnosis.cardTest}
        </Button>
      </div>
      <div role="status" data-testid="card-test">
        {testing ? <p>{diagnosis.insertCard}</p> : answer?.ok && <Tested test={answer.value} />}
      </div>
      {answer && !answer.ok && (
        <Notice tone="stop">
          <ErrorWords report={answer.error} to="staff" small />
        </Notice>
      )}
    </section>
  );
}

function Tested({ test: { reader, card, error } }: { test: CardTest }) {
  const { diagnosis } = useWords();
  if (error) return <ErrorWords report={error} to="staff" small />;
  if (!card) return <p>{diagnosis.noCard}</p>;
  return (
    <>
      <p>{reader}</p>
      <p>ATR {card.atr ?? '–'}</p>
      <p>{diagnosis.cardTimes(card.textMs ?? 0, card.photoMs)}</p>
    </>
  );
}
