import type { DoingName, UnderWayView } from '../../contract/index.ts';
import { ErrorWords, MoreTime, StaffScreen, type Stage, Stages, type Timed } from '../frame/index.ts';
import { useWords } from '../i18n/index.ts';
import { useActions } from '../state/index.ts';
import { Notice, Phrases, Title } from '../ui/index.ts';
import styles from './under-way.module.css';

const STAGE_OF: Record<DoingName, Stage | null> = {
  'card-problem': 'card',
  reading: 'card',
  'confirm-identity': 'identity',
  consent: 'consent',
  'waiting-photo': 'face',
  face: 'face',
  comparing: 'face',
  saving: 'done',
  done: 'done',
  'done-card-out': 'done',
  ended: null,
};
const CAN_STOP: readonly DoingName[] = [
  'reading',
  'confirm-identity',
  'consent',
  'waiting-photo',
  'face',
  'comparing',
];

/** The citizen is at the other window: how far the visit is, and what the operator can do for it. */
export function UnderWay({ view: { doing, trouble, deadlineAt, staffCanHelp } }: { view: UnderWayView }) {
  const { underWay } = useWords();
  const { run } = useActions();
  const stage = STAGE_OF[doing];
  const stop = {
    label: underWay.stop,
    onPress: () => void run(({ cancelVisit }) => cancelVisit()),
    testId: 'under-way-stop',
    byKey: false,
  };
  const help = {
    label: underWay.help,
    onPress: () => void run(({ askForHelp }) => askForHelp()),
    testId: 'under-way-help',
    byKey: false,
  };
  return (
    <StaffScreen
      wayOut={CAN_STOP.includes(doing) ? stop : undefined}
      wayForward={staffCanHelp ? help : undefined}
    >
      <div className={styles.layout} data-testid="under-way" data-doing={doing}>
        <p className={styles.where}>{underWay.title}</p>
        {stage && <Stages now={stage} />}
        <div role="status">
          <Title small>{underWay.doing[doing]}</Title>
        </div>
        {trouble && (
          <Notice tone="attention">
            <ErrorWords report={trouble} to="staff" small />
          </Notice>
        )}
        <p className={styles.advice}>
          <b>{underWay.yourPart}</b>
          <span>
            <Phrases>{underWay.advice[doing]}</Phrases>
          </span>
        </p>
        <MoreTime deadlineAt={deadlineAt} about={aboutOf(doing, trouble)} />
      </div>
    </StaffScreen>
  );
}

/** What happens when the time of a step is over. */
function aboutOf(doing: DoingName, trouble: UnderWayView['trouble']): Timed['about'] {
  if (doing === 'done' || doing === 'done-card-out') return 'qr';
  if (doing !== 'face') return 'visit';
  return trouble?.code.startsWith('CAMERA_') ? 'camera' : 'face';
}
