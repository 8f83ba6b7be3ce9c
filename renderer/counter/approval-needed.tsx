import { useState } from 'react';
import {
  type ApprovalReason,
  type Representative,
  representativeSchema,
  type SupervisorDecision,
  type VisitView,
} from '../../contract/index.ts';
import { ErrorWords, StaffScreen } from '../frame/index.ts';
import { formatName, useLanguage, useWords } from '../i18n/index.ts';
import { useActions } from '../state/index.ts';
import { Choices, Notice, Title } from '../ui/index.ts';
import styles from './approval-needed.module.css';
import { Refer } from './refer.tsx';
import { type Answers, RepresentativeForm } from './representative-form.tsx';
import { SupervisorSigns } from './supervisor-signs.tsx';

type ApprovalView = Extract<VisitView, { step: 'approval-needed' }>;

/** Before consent something needs a supervisor's word: an expired card, or somebody who acts for the citizen. */
export function ApprovalNeeded({ view }: { view: ApprovalView }) {
  const { approval, personNeeded } = useWords();
  const language = useLanguage();
  const { run } = useActions();
  const [approving, setApproving] = useState(false);
  const [answers, setAnswers] = useState<Answers>({ cardOf: null, relation: null, name: '' });
  const represented = view.reason.code === 'REPRESENTED';
  const representative = represented ? representativeOf(answers) : null;
  const { nameTh, nameEn, cidMasked } = view.citizen;
  const name = language === 'en' && nameEn ? formatName(nameEn, 'en') : formatName(nameTh, 'th');
  const answer = (action: 'retry' | 'end') =>
    void run(({ answerPersonNeeded }) => answerPersonNeeded({ action }));
  const goBack = represented && answers.cardOf !== 'representative';
  return (
    <StaffScreen
      wayOut={
        goBack
          ? { label: approval.back, onPress: () => answer('retry'), testId: 'approval-back' }
          : { label: personNeeded.end, onPress: () => answer('end'), testId: 'approval-end', byKey: false }
      }
      wayForward={{
        label: approval.ask,
        onPress: () => setApproving(true),
        testId: 'approval-ask',
        disabled: represented && !representative,
      }}
    >
      <div className={styles.layout}>
        <div className={styles.head}>
          <Title small>{represented ? approval.represented : approval.expired}</Title>
          <p className={styles.who}>
            {name} · {cidMasked}
          </p>
        </div>
        {represented ? (
          <RepresentativeForm answers={answers} onChange={setAnswers} />
        ) : (
          <>
            <Notice tone="attention">
              <ErrorWords report={view.reason} to="staff" small />
            </Notice>
            <p>{approval.expiredAdvice}</p>
          </>
        )}
        <div>
          <Refer reasons={view.referrals} />
        </div>
      </div>
      {approving && (
        <Approves view={view} representative={representative} onClose={() => setApproving(false)} />
      )}
    </StaffScreen>
  );
}

type ApprovesProps = { view: ApprovalView; representative: Representative | null; onClose: () => void };

function Approves({ view, representative, onClose }: ApprovesProps) {
  const { approval } = useWords();
  const [reason, setReason] = useState<ApprovalReason | null>(null);
  const decision: SupervisorDecision | null = reason && { action: 'approve', reason, representative };
  return (
    <SupervisorSigns decision={decision} onClose={onClose}>
      <Choices
        testId="reason"
        legend={approval.reason}
        choices={view.approvals.map(({ reason: name, atMost }) => ({
          name,
          label: `${approval.reasons[name]} (${approval.atMost(atMost)})`,
        }))}
        chosen={reason}
        onChoose={setReason}
      />
    </SupervisorSigns>
  );
}

/** Null as long as an answer is missing, and where the card is not the citizen's. */
function representativeOf({ cardOf, relation, name }: Answers): Representative | null {
  return cardOf === 'citizen' ? (representativeSchema.safeParse({ relation, name }).data ?? null) : null;
}
