import { UserRound } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { ErrorReport, StaffView } from '../../contract/index.ts';
import { ErrorWords, StaffScreen } from '../frame/index.ts';
import { useWords } from '../i18n/index.ts';
import { useActions } from '../state/index.ts';
import { isPinComplete, Notice, Picture, PinPad, Title } from '../ui/index.ts';
import styles from './sign-in.module.css';

/** Who works here now, and the PIN. Nothing else may be done before. */
export function SignIn() {
  const words = useWords();
  const staff = useStaff();
  const [chosen, setChosen] = useState<StaffView | null>(null);
  const person = chosen ?? (staff?.length === 1 ? (staff[0] ?? null) : null);
  const { pin, setPin, checking, failure, enter } = usePin(person);
  return (
    <StaffScreen
      wayForward={{
        label: checking ? words.signIn.checking : words.signIn.enter,
        onPress: enter,
        testId: 'pin-enter',
        disabled: !person || checking || !isPinComplete(pin),
        // The pad listens for Enter itself.
        byKey: false,
      }}
    >
      <div className={styles.layout}>
        <div className={styles.side}>
          <Title lead={staff?.length === 0 ? words.signIn.nobody : words.signIn.who}>
            {words.signIn.title}
          </Title>
          <ul className={styles.people}>
            {staff?.map((member) => (
              <li key={member.id}>
                <Person member={member} chosen={member === person} onChoose={() => setChosen(member)} />
              </li>
            ))}
          </ul>
          {failure && (
            <Notice tone="stop" testId="sign-in-failure">
              <ErrorWords report={failure} to="staff" small />
            </Notice>
          )}
        </div>
        {person ? (
          <div className={styles.pin}>
            <p>{words.signIn.pin(person.name)}</p>
            <PinPad
              pin={pin}
              onChange={setPin}
              onEnter={enter}
              disabled={checking}
              words={{ eraseLabel: words.signIn.erase, entered: words.signIn.pinLength(pin.length) }}
            />
          </div>
        ) : (
          <Picture name="padlock" size="large" />
        )}
      </div>
    </StaffScreen>
  );
}

function Person(props: { member: StaffView; chosen: boolean; onChoose: () => void }) {
  const { role } = useWords();
  const { member, chosen, onChoose } = props;
  return (
    <button
      type="button"
      className={styles.person}
      aria-pressed={chosen}
      onClick={onChoose}
      data-testid={`staff-${member.id}`}
    >
      <UserRound aria-hidden="true" />
      {member.name}
      <span className={styles.role}>{role[member.role]}</span>
    </button>
  );
}

/** Null until the list is there. */
function useStaff(): StaffView[] | null {
  const { run } = useActions();
  const [staff, setStaff] = useState<StaffView[] | null>(null);
  useEffect(() => {
    let current = true;
    void run(({ listStaff }) => listStaff()).then((list) => {
      if (current) setStaff(list);
    });
    return () => {
      current = false;
    };
  }, [run]);
  return staff;
}

/** The PIN lives only here and only until it was tried. */
function usePin(person: StaffView | null) {
  const { ask } = useActions();
  const [pin, setPin] = useState('');
  const [checking, setChecking] = useState(false);
  const [failure, setFailure] = useState<ErrorReport | null>(null);
  const staffId = person?.id;

  // biome-ignore lint/correctness/useExhaustiveDependencies: another person starts afresh
  useEffect(() => {
    setPin('');
    setFailure(null);
  }, [staffId]);

  const enter = async () => {
    if (!staffId || checking) return;
    setChecking(true);
    const answer = await ask(({ signIn }) => signIn({ staffId, pin }));
    setPin('');
    setFailure(answer.ok ? null : answer.error);
    setChecking(false);
  };
  return { pin, setPin, checking, failure, enter: () => void enter() };
}
