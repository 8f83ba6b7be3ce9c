import { useState } from 'react';
import { type SupervisorDecision, supervisorDecisionSchema, type VisitView } from '../../contract/index.ts';
import { useWords } from '../i18n/index.ts';
import { Choices } from '../ui/index.ts';
import styles from './supervisor-decision.module.css';
import { SupervisorSigns } from './supervisor-signs.tsx';
import { Tick } from './tick.tsx';

type NeededView = Extract<VisitView, { step: 'person-needed' }>;
type Choice = { action: 'retry' | 'exception'; reason: string };

const RETRY_REASONS = ['light', 'camera', 'help'] as const;

/** Another try or an exception: a reason from the list, the own eyes where it needs them, the PIN. */
export function SupervisorDecides({ view, onClose }: { view: NeededView; onClose: () => void }) {
  const { supervise, look } = useWords();
  const [choice, setChoice] = useState<Choice | null>(null);
  const [samePerson, setSamePerson] = useState(false);
  const [noMaskOrPrint, setNoMaskOrPrint] = useState(false);
  const chosen = (action: Choice['action']) => (choice?.action === action ? choice.reason : null);
  return (
    <SupervisorSigns decision={decisionOf(choice, { samePerson, noMaskOrPrint })} onClose={onClose}>
      {view.retryBy !== 'nobody' && (
        <Choices
          testId="reason"
          legend={supervise.retry}
          choices={RETRY_REASONS.map((name) => ({ name, label: supervise.retryReason[name] }))}
          chosen={chosen('retry')}
          onChoose={(reason) => setChoice({ action: 'retry', reason })}
        />
      )}
      {view.exceptions.length > 0 && (
        <Choices
          testId="reason"
          legend={supervise.exception}
          choices={view.exceptions.map(({ reason, level }) => ({
            name: reason,
            label: `${supervise.exceptionReason[reason]} (${supervise.level(level)})`,
          }))}
          chosen={chosen('exception')}
          onChoose={(reason) => setChoice({ action: 'exception', reason })}
        />
      )}
      {choice?.action === 'exception' && (
        <div className={styles.ticks} ref={intoView}>
          <Tick label={look.samePerson} ticked={samePerson} onTick={setSamePerson} testId="exception-same" />
          <Tick
            label={look.noMask}
            ticked={noMaskOrPrint}
            onTick={setNoMaskOrPrint}
            testId="exception-no-mask"
          />
        </div>
      )}
    </SupervisorSigns>
  );
}

/** Below a long list of reasons two questions would come up unseen. */
const intoView = (questions: HTMLElement | null): void => questions?.scrollIntoView({ block: 'nearest' });

/** Null as long as nothing is chosen, or an exception lacks a yes to both questions: then the contract takes it not. */
function decisionOf(
  choice: Choice | null,
  seen: { samePerson: boolean; noMaskOrPrint: boolean },
): SupervisorDecision | null {
  return supervisorDecisionSchema.safeParse({ ...choice, ...seen }).data ?? null;
}
