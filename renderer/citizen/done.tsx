import { useState } from 'react';
import type { VisitView } from '../../contract/index.ts';
import { CitizenScreen, PrivateCover } from '../frame/index.ts';
import { formatCode, useWords } from '../i18n/index.ts';
import { Button, Numeral, Phrases, Picture, Title } from '../ui/index.ts';
import { useChime, useSpoken } from '../voice/index.ts';
import common from './citizen.module.css';
import styles from './done.module.css';
import { Qr } from './qr.tsx';
import { useSlip } from './use-slip.ts';

/** Long enough to take out a phone, open the app and scan. */
const COVER_SECONDS = 120;

/** So often the chime reminds of the card. */
const REMIND_SECONDS = 30;

type DoneView = Extract<VisitView, { step: 'done' }>;

/** The visit has come to a good end. The screen stays until the card is out. */
export function Done({ view }: { view: DoneView }) {
  const { done } = useWords();
  const slip = useSlip();
  const cardOut = view.deadlineAt !== null || view.nextCardIn;
  // Never the code: others hear it.
  useSpoken(cardOut ? 'done-card-out' : 'done', [
    ...[done.title, done.scan, done.enterCode],
    cardOut ? done.cardTaken : done.takeCard,
  ]);
  useChime(cardOut ? null : REMIND_SECONDS);
  return (
    <PrivateCover afterSeconds={COVER_SECONDS} deadlineAt={view.deadlineAt} about="qr">
      <CitizenScreen stage="done" closing={<Closing view={view} />}>
        <div className={styles.layout}>
          <Qr text={view.qrText} label={done.qrAlt} className={styles.qr} />
          <div className={styles.words}>
            <Title tone="good">{done.title}</Title>
            <Code code={view.transactionCode} printed={slip === 'printed'} />
            <ol className={styles.next}>
              <li>
                <Picture name="phone-scan" size="small" />
                <span>
                  <Phrases>{done.scan}</Phrases>
                </span>
              </li>
              <li>
                <Picture name="phone-code" size="small" />
                <span>
                  <Phrases>{done.enterCode}</Phrases>
                </span>
              </li>
              <li>
                <Picture name="card-out" size="small" />
                <span>
                  <Phrases>{cardOut ? done.cardTaken : done.takeCard}</Phrases>
                </span>
              </li>
            </ol>
            <p className={styles.level} data-testid="level">
              {done.level(view.level)}
              {view.levelPending && ` · ${done.levelPending(view.levelPending)}`}
            </p>
          </div>
        </div>
      </CitizenScreen>
    </PrivateCover>
  );
}

/** On paper it is nobody's business on the screen; but a printer may have taken the slip and given nothing out. */
function Code({ code, printed }: { code: string; printed: boolean }) {
  const { done } = useWords();
  const [wanted, setWanted] = useState(false);
  const shown = wanted || !printed;
  return (
    <div className={styles.code}>
      <span>{shown ? done.code : done.codeOnSlip}</span>
      {shown ? (
        <Numeral testId="transaction-code">{formatCode(code)}</Numeral>
      ) : (
        <Button onPress={() => setWanted(true)} testId="show-code">
          {done.noSlip}
        </Button>
      )}
    </div>
  );
}

/** What to do with the card; where it is out already, of whom the one is that is in. */
function Closing({ view: { deadlineAt, nextCardIn } }: { view: DoneView }) {
  const { done, ended } = useWords();
  const own = deadlineAt === null ? ended.takeCard : done.thanks;
  return (
    <p className={common.closing} data-testid="closing">
      <Phrases>{nextCardIn ? done.nextCard : own}</Phrases>
    </p>
  );
}
