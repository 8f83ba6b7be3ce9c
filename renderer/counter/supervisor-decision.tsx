import { type ReactNode, useState } from 'react';
import type { ErrorReport, StaffView, SupervisorDecision, VisitView } from '../../contract/index.ts';
import { ErrorWords } from '../frame/index.ts';
import { useWords } from '../i18n/index.ts';
import { useActions, useKiosk } from '../state/index.ts';
import { Button, Dialog, isPinComplete, Notice, PinPad, Title } from '../ui/index.ts';
import styles from './supervisor-decision.module.css';
import { Tick } from './tick.tsx';
import { useStaff } from './use-staff.ts';

type NeededView = Extract<VisitView, { step: 'person-needed' }>;
type Choice = Pick<SupervisorDecision, 'action' | 'reason'>;

const RETRY_REASONS = ['light', 'camera', 'help'] as const;

/** A supervisor comes to the counter: a reason from the list, the own eyes where it needs them, the PIN. */
export function SupervisorDecides({ view, onClose }: { view: NeededView; onClose: () => void }) {
  const words = useWords();
  const supervisor = useSupervisor();
  const [choice, setChoice] = useState<Choice | null>(null);
  const [samePerson, setSamePerson] = useState(false);
  const [noMaskOrPrint, setNoMaskOrPrint] = useState(false);
  const decision = choice && decisionOf(choice, samePerson && noMaskOrPrint);
  const { pin, setPin, checking, failure, enter } = useDecision(supervisor, decision, onClose);
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
          <Reasons view={view} choice={choice} onChoose={setChoice} />
          {choice?.action === 'exception' && (
            <>
              <Tick
                label={words.look.samePerson}
                ticked={samePerson}
                onTick={setSamePerson}
                testId="exception-same"
              />
              <Tick
                label={words.look.noMask}
                ticked={noMaskOrPrint}
                onTick={setNoMaskOrPrint}
                testId="exception-no-mask"
              />
            </>
          )}
          {failure && (
            <Notice tone="stop" testId="supervisor-failure">
              <ErrorWords report={failure} to="staff" small />
            </Notice>
          )}
        </div>
        <div className={styles.pin}>
          <p>{supervisor ? words.signIn.pin(supervisor.name) : words.supervise.nobody}</p>
          <PinPad
            pin={pin}
            onChange={setPin}
            onEnter={enter}
            disabled={!ready}
            words={{ eraseLabel: words.signIn.erase, entered: words.signIn.pinLength(pin.length) }}
          />
        </div>
      </div>
    </Dialog>
  );
}

function Reasons(props: { view: NeededView; choice: Choice | null; onChoose: (choice: Choice) => void }) {
  const { supervise } = useWords();
  const { view, choice, onChoose } = props;
  const option = (action: Choice['action'], reason: Choice['reason'], label: ReactNode) => (
    <label key={`${action}-${reason}`} className={styles.reason}>
      <input
        type="radio"
        name="supervisor-reason"
        checked={choice?.action === action && choice.reason === reason}
        onChange={() => onChoose({ action, reason } as Choice)}
        data-testid={`reason-${reason}`}
      />
      <span>{label}</span>
    </label>
  );
  return (
    <>
      {view.retryBy !== 'nobody' && (
        <fieldset className={styles.reasons}>
          <legend>{supervise.retry}</legend>
          {RETRY_REASONS.map((reason) => option('retry', reason, supervise.retryReason[reason]))}
        </fieldset>
      )}
      {view.exceptions.length > 0 && (
        <fieldset className={styles.reasons}>
          <legend>{supervise.exception}</legend>
          {view.exceptions.map(({ reason, level }) =>
            option('exception', reason, `${supervise.exceptionReason[reason]} (${supervise.level(level)})`),
          )}
        </fieldset>
      )}
    </>
  );
}

/** Null as long as an exception lacks a yes to both questions. */
function decisionOf({ action, reason }: Choice, seen: boolean): SupervisorDecision | null {
  if (action === 'retry') return { action, reason } as SupervisorDecision;
  return seen ? ({ action, reason, samePerson: true, noMaskOrPrint: true } as SupervisorDecision) : null;
}

/** The first supervisor who is not the operator of this visit. */
function useSupervisor(): StaffView | null {
  const staff = useStaff();
  const operatorId = useKiosk((state) => state.status?.operator?.id);
  return staff?.find(({ id, role }) => role === 'supervisor' && id !== operatorId) ?? null;
}

/** The PIN lives only here and only until it was tried. */
function useDecision(supervisor: StaffView | null, decision: SupervisorDecision | null, onDone: () => void) {
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
