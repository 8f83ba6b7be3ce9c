import { Lock, UserRound } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { ErrorReport, PageView, StaffAccountView } from '../../contract/index.ts';
import { ErrorWords, Loading, StaffScreen } from '../frame/index.ts';
import { useWords } from '../i18n/index.ts';
import { useActions, useKiosk } from '../state/index.ts';
import { isPinComplete, Notice, Picture, Title } from '../ui/index.ts';
import styles from './sign-in.module.css';
import { StaffPinPad } from './staff-pin-pad.tsx';
import { useStaff } from './use-staff.ts';

/** Who works here now, and the PIN. Nothing else may be done before; what is wrong with the reader is said already. */
export function SignIn() {
  const words = useWords();
  const { answer: staff, error, reload } = useStaff();
  const [chosenId, setChosenId] = useState<string | null>(null);
  const person =
    staff?.find(({ id }) => id === chosenId) ?? (staff?.length === 1 ? staff[0] : undefined) ?? null;
  const supervisor = person?.locked ? supervisorFor(person, staff ?? []) : null;
  const typing = person?.locked ? supervisor : person;
  const trouble = useKiosk(({ visit }) => readerTrouble(visit));
  const { pin, setPin, checking, failure, enter } = usePin(person, typing, reload);
  const said = failure ?? trouble;
  const lead = staff?.length === 0 ? words.signIn.nobody : words.signIn.who;
  const action = person?.locked ? words.signIn.unlockEnter : words.signIn.enter;
  return (
    <StaffScreen
      wayForward={{
        label: checking ? words.signIn.checking : action,
        onPress: enter,
        testId: 'pin-enter',
        disabled: !typing || checking || !isPinComplete(pin),
        // The pad listens for Enter itself.
        byKey: false,
      }}
    >
      <div className={styles.layout}>
        <div className={styles.side}>
          <Title lead={said ? undefined : lead}>{words.signIn.title}</Title>
          <ul className={styles.people}>
            {staff?.map((member) => (
              <li key={member.id}>
                <Person member={member} chosen={member === person} onChoose={() => setChosenId(member.id)} />
              </li>
            ))}
          </ul>
          {!staff && <Loading label={words.signIn.loading} error={error} onRetry={reload} />}
          {said && (
            <Notice tone={failure ? 'stop' : 'attention'} testId="sign-in-notice">
              <ErrorWords report={said} to="staff" small />
            </Notice>
          )}
        </div>
        {typing ? (
          <div className={styles.pin}>
            <p>{person?.locked ? words.signIn.unlock(typing.name) : words.signIn.pin(typing.name)}</p>
            <StaffPinPad pin={pin} onChange={setPin} onEnter={enter} disabled={checking} />
          </div>
        ) : (
          <div className={styles.pin}>
            <Picture name="padlock" size="large" />
            {person?.locked && <p data-testid="no-supervisor">{words.signIn.noSupervisor}</p>}
          </div>
        )}
      </div>
    </StaffScreen>
  );
}

/** What keeps cards from being read. That somebody has to sign in is no trouble here. */
function readerTrouble(visit: PageView | null): ErrorReport | null {
  const shown = troubleIn(visit);
  return shown?.code === 'SIGN_IN_REQUIRED' ? null : shown;
}

function troubleIn(visit: PageView | null): ErrorReport | null {
  if (visit?.step === 'under-way') return visit.trouble;
  return visit?.step === 'card-problem' ? visit.error : null;
}

/** A supervisor who can unlock this account: not the same, and not locked out too. */
function supervisorFor(
  person: StaffAccountView,
  staff: readonly StaffAccountView[],
): StaffAccountView | null {
  return staff.find(({ id, role, locked }) => role === 'supervisor' && !locked && id !== person.id) ?? null;
}

function Person(props: { member: StaffAccountView; chosen: boolean; onChoose: () => void }) {
  const { role, signIn } = useWords();
  const { member, chosen, onChoose } = props;
  return (
    <button
      type="button"
      className={styles.person}
      aria-pressed={chosen}
      onClick={onChoose}
      data-testid={`staff-${member.id}`}
    >
      {member.locked ? <Lock aria-hidden="true" /> : <UserRound aria-hidden="true" />}
      {member.name}
      <span className={styles.role}>{member.locked ? signIn.locked : role[member.role]}</span>
    </button>
  );
}

/** The PIN lives only here and only until it was tried. With a locked account it is the supervisor's, and unlocks. */
function usePin(person: StaffAccountView | null, typing: StaffAccountView | null, onChange: () => void) {
  const { ask } = useActions();
  const [pin, setPin] = useState('');
  const [checking, setChecking] = useState(false);
  const [failure, setFailure] = useState<ErrorReport | null>(null);
  const personId = person?.id;

  // biome-ignore lint/correctness/useExhaustiveDependencies: another person starts afresh
  useEffect(() => {
    setPin('');
    setFailure(null);
  }, [personId]);

  const enter = async () => {
    if (!person || !typing || checking) return;
    setChecking(true);
    const answer = await ask<unknown>((bridge) =>
      person.locked
        ? bridge.unlockStaff({ lockedId: person.id, staffId: typing.id, pin })
        : bridge.signIn({ staffId: person.id, pin }),
    );
    setPin('');
    setFailure(answer.ok ? null : answer.error);
    setChecking(false);
    onChange();
  };
  return { pin, setPin, checking, failure, enter: () => void enter() };
}
