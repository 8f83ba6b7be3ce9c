import { CircleCheck, CircleX, type LucideIcon, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import type { VisitView } from '../../contract/index.ts';
import { StaffScreen } from '../frame/index.ts';
import { formatName, useLanguage, useWords } from '../i18n/index.ts';
import { useActions } from '../state/index.ts';
import { Title } from '../ui/index.ts';
import { Evidence } from './evidence.tsx';
import styles from './operator-look.module.css';
import { Tick } from './tick.tsx';

type LookView = Extract<VisitView, { step: 'operator-look' }>;
type Tone = 'good' | 'attention' | 'stop';

const SIGNS: Record<Tone, LucideIcon> = { good: CircleCheck, attention: TriangleAlert, stop: CircleX };
const ZONE_TONE: Record<LookView['comparison']['zone'], Tone> = {
  accept: 'good',
  look: 'attention',
  refuse: 'stop',
};
const LIVENESS_TONE: Record<LookView['liveness']['outcome'], Tone> = {
  live: 'good',
  'not-live': 'stop',
  'not-done': 'attention',
};

/** The operator's own eyes: the person at the counter, the chip photo, the picture taken. */
export function OperatorLook({ view }: { view: LookView }) {
  const { look } = useWords();
  const { run } = useActions();
  const [samePerson, setSamePerson] = useState(false);
  const [noMaskOrPrint, setNoMaskOrPrint] = useState(false);
  const both = samePerson && noMaskOrPrint;
  const answer = (same: boolean) =>
    void run(({ answerLook }) => answerLook({ samePerson: same, noMaskOrPrint }));
  return (
    <StaffScreen
      citizenWaits
      wayOut={{
        label: look.refuse,
        tone: 'stop',
        // Refusing with both ticked refuses the person: a refusal must never be sent as a yes.
        onPress: () => answer(samePerson && !both),
        testId: 'look-refuse',
        byKey: false,
      }}
      wayForward={{
        label: look.confirm,
        onPress: () => answer(samePerson),
        testId: 'look-confirm',
        disabled: !both,
      }}
    >
      <div className={styles.layout}>
        <Evidence reference={view.citizen.photo} probe={view.probe} />
        <div className={styles.side}>
          <Title small>{look.title}</Title>
          <Findings view={view} />
          <Tick
            label={look.samePerson}
            ticked={samePerson}
            onTick={setSamePerson}
            testId="look-same-person"
          />
          <Tick label={look.noMask} ticked={noMaskOrPrint} onTick={setNoMaskOrPrint} testId="look-no-mask" />
        </div>
      </div>
    </StaffScreen>
  );
}

function Findings({ view: { citizen, comparison, liveness } }: { view: LookView }) {
  const { look } = useWords();
  const language = useLanguage();
  const name =
    language === 'en' && citizen.nameEn ? formatName(citizen.nameEn, 'en') : formatName(citizen.nameTh, 'th');
  const passed = liveness.challenges.filter((challenge) => challenge.passed).length;
  return (
    <div className={styles.findings}>
      <p className={styles.name}>{name}</p>
      <p className={styles.cid}>{citizen.cidMasked}</p>
      <Finding
        tone={ZONE_TONE[comparison.zone]}
        what={look.comparison}
        result={look.zone[comparison.zone]}
        figure={look.score(comparison.score.toFixed(2), comparison.threshold.toFixed(2))}
      />
      <Finding
        tone={LIVENESS_TONE[liveness.outcome]}
        what={look.liveness}
        result={look.livenessOutcome[liveness.outcome]}
        figure={look.challenges(passed, liveness.challenges.length)}
      />
    </div>
  );
}

function Finding(props: { tone: Tone; what: string; result: string; figure: string }) {
  const Sign = SIGNS[props.tone];
  return (
    <p className={styles.finding} data-tone={props.tone}>
      <Sign aria-hidden="true" />
      <span>
        {props.what}: <b>{props.result}</b>
      </span>
      <span className={styles.figure}>{props.figure}</span>
    </p>
  );
}
