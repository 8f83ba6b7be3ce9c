import { ErrorWords, StaffScreen } from '../frame/index.ts';
import { useWords, type Words } from '../i18n/index.ts';
import { useActions } from '../state/index.ts';
import { type Action, Notice, Phrases, Title } from '../ui/index.ts';
import styles from './sign-in.module.css';
import { StaffPinPad } from './staff-pin-pad.tsx';
import { type PinStage, usePinChoice } from './use-pin-choice.ts';

/**
 * Who has signed in with a PIN that somebody else set chooses their own, and nothing else may be done before; anybody may choose
 * another one later, with the old one.
 */
export function ChoosePin({ name, isFirst }: { name: string; isFirst: boolean }) {
  const words = useWords();
  const { choosePin } = words;
  const { stage, pin, setPin, complete, saving, failure, enter } = usePinChoice(!isFirst);
  const wayOut = useWayOut(isFirst);
  if (stage === 'done') return <Changed />;
  const goOn = stage === 'again' ? choosePin.use : choosePin.next;
  return (
    <StaffScreen
      wayOut={wayOut}
      wayForward={{
        label: saving ? choosePin.saving : goOn,
        onPress: enter,
        testId: 'choose-pin-enter',
        disabled: !complete || saving,
        // The pad listens for Enter itself.
        byKey: false,
      }}
    >
      <div className={styles.layout} data-testid={`choose-pin-${stage}`}>
        <div className={styles.side}>
          <Title key={stage} lead={failure ? undefined : leadOf(stage, isFirst, words)}>
            {titleOf(stage, isFirst, words)}
          </Title>
          {stage !== 'old' && (
            <ul className={styles.rules}>
              {choosePin.rules.map((rule) => (
                <li key={rule}>
                  <Phrases>{rule}</Phrases>
                </li>
              ))}
            </ul>
          )}
          {failure && (
            <Notice tone="attention" testId="choose-pin-notice">
              <ErrorWords report={failure} to="staff" small />
            </Notice>
          )}
        </div>
        <div className={styles.pin}>
          <p>{stage === 'old' ? choosePin.old(name) : choosePin.chosen(name)}</p>
          <StaffPinPad pin={pin} onChange={setPin} onEnter={enter} disabled={saving} />
        </div>
      </div>
    </StaffScreen>
  );
}

function titleOf(stage: PinStage, isFirst: boolean, { choosePin }: Words): string {
  if (stage === 'again') return choosePin.againTitle;
  return isFirst ? choosePin.title : choosePin.change;
}

function leadOf(stage: PinStage, isFirst: boolean, { choosePin }: Words): string | undefined {
  if (stage === 'old') return choosePin.oldFirst;
  return isFirst && stage === 'new' ? choosePin.why : undefined;
}

function useWayOut(isFirst: boolean): Action {
  const words = useWords();
  const { openPage, run } = useActions();
  return isFirst
    ? {
        label: words.details.signOut,
        onPress: () => void run(({ signOut }) => signOut()),
        testId: 'choose-pin-sign-out',
      }
    : { label: words.cancel, onPress: () => openPage('visit'), testId: 'choose-pin-close' };
}

/** Only for who works here already: for the others the counter opens. */
function Changed() {
  const { choosePin, details } = useWords();
  const { openPage } = useActions();
  return (
    <StaffScreen
      wayForward={{ label: details.close, onPress: () => openPage('visit'), testId: 'choose-pin-done' }}
    >
      <Title tone="good" lead={choosePin.changed}>
        {choosePin.changedTitle}
      </Title>
    </StaffScreen>
  );
}
