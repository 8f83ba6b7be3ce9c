import { type ReactNode, useState } from 'react';
import type { ErrorReport, StaffView, SupervisorDecision } from '../../contract/index.ts';
import { ErrorWords, Loading } from '../frame/index.ts';
import { useWords } from '../i18n/index.ts';
import { useActions, useKiosk } from '../state/index.ts';
import { Button, Dialog, isPinComplete, Notice, Tabs, Title } from '../ui/index.ts';
import { StaffPinPad } from './staff-pin-pad.tsx';
import styles from './supervisor-signs.module.css';
import { useStaff } from './use-staff.ts';

type Props = {
  /** Null as long as something of the decision is open. */
  decision: SupervisorDecision | null;
  onClose: () => void;
  /** What is decided, and why. */
  children: ReactNode;
};

/** A supervisor comes to the counter and signs a decision with the own PIN; the operator stays signed in. */
export function SupervisorSigns({ decision, onClose, children }: Props) {
  const words = useWords();
  const { supervisors, error, reload } = useSupervisors();
  const [chosenId, setChosenId] = useState<string | null>(null);
  const supervisor = supervisors?.find(({ id }) => id === chosenId) ?? supervisors?.[0] ?? null;
  const { pin, setPin, checking, failure, enter } = useSignature(supervisor, decision, onClose);
  const ready = decision !== null && supervisor !== null && !checking;
  return (
    <Dialog
      label={words.supervise.title}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose} testId="supervisor-close">
            {words.supervise.close}
          </Button>
          <Button
            tone="primary"
            onPress={enter}
            testId="supervisor-enter"
            disabled={!ready || !isPinComplete(pin)}
          >
            {words.supervise.enter}
          </Button>
        </>
      }
    >
      <div data-area="staff" className={styles.layout}>
        <div className={styles.side}>
          <Title small>{words.supervise.title}</Title>
          {children}
          {failure && (
            <Notice tone="stop" testId="supervisor-failure">
              <ErrorWords report={failure} to="staff" small />
            </Notice>
          )}
        </div>
        <div className={styles.pin}>
          {supervisors && supervisors.length > 1 && (
            <Tabs
              label={words.role.supervisor}
              tabs={supervisors.map(({ id, name }) => ({ name: id, label: name }))}
              chosen={supervisor?.id ?? ''}
              onChoose={setChosenId}
            />
          )}
          {supervisors ? (
            <p>{supervisor ? words.signIn.pin(supervisor.name) : words.supervise.nobody}</p>
          ) : (
            <Loading label={words.signIn.loading} error={error} onRetry={reload} />
          )}
          <StaffPinPad pin={pin} onChange={setPin} onEnter={enter} disabled={!ready} />
        </div>
      </div>
    </Dialog>
  );
}

/** Supervisors who are not the operator of this visit; null until the list is there. */
function useSupervisors() {
  const { answer: staff, error, reload } = useStaff();
  const operatorId = useKiosk((state) => state.status?.operator?.id);
  const supervisors = staff?.filter(({ id, role }) => role === 'supervisor' && id !== operatorId) ?? null;
  return { supervisors, error, reload };
}

/** The PIN lives only here and only until it was tried. */
function useSignature(supervisor: StaffView | null, decision: SupervisorDecision | null, onDone: () => void) {
  const { ask } = useActions();
  const [pin, setPin] = useState('');
  const [checking, setChecking] = useState(false);
  const [failure, setFailure] = useState<ErrorReport | null>(null);
  const enter = async () => {
    if (!supervisor || !decision || checking) return;
    setChecking(true);
    const answer = await ask(({ decideAsSupervisor }) =>
      decideAsSupervisor({ staffId: supervisor.id, pin, decision }),
    );
    setPin('');
    setChecking(false);
    setFailure(answer.ok ? null : answer.error);
    if (answer.ok) onDone();
  };
  return { pin, setPin, checking, failure, enter: () => void enter() };
}
