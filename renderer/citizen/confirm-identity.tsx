import type { CitizenView, VisitView } from '../../contract/index.ts';
import { CitizenScreen, PrivateCover } from '../frame/index.ts';
import { formatName, useLanguage, useWords } from '../i18n/index.ts';
import { useActions } from '../state/index.ts';
import { Jpeg, Phrases, Picture, Progress, Title, WithPicture } from '../ui/index.ts';
import { useSpoken } from '../voice/index.ts';
import common from './citizen.module.css';
import styles from './confirm-identity.module.css';

/** The name and the photo do not stay open for longer than this when nobody touches the machine. */
const COVER_SECONDS = 45;

export function ConfirmIdentity({ view }: { view: Extract<VisitView, { step: 'confirm-identity' }> }) {
  const { identity } = useWords();
  const { run } = useActions();
  // The question alone: others hear it, and the name is nobody's business.
  useSpoken('confirm-identity', [identity.title]);
  const answer = (mine: boolean) => void run(({ answerIdentity }) => answerIdentity({ mine }));
  return (
    <PrivateCover afterSeconds={COVER_SECONDS} deadlineAt={view.deadlineAt} about="visit">
      <CitizenScreen
        stage="identity"
        staffCanHelp
        wayOut={{
          label: identity.no,
          onPress: () => answer(false),
          testId: 'answer-identity-no',
          byKey: false,
        }}
        wayForward={{ label: identity.yes, onPress: () => answer(true), testId: 'answer-identity-yes' }}
      >
        <WithPicture photo={<ChipPhoto photo={view.citizen.photo} share={view.photoShare} />}>
          <Title small>{identity.title}</Title>
          {view.interrupted && (
            <p className={common.aside} data-testid="other-visit">
              <Phrases>{identity.otherVisit}</Phrases>
            </p>
          )}
          <Person citizen={view.citizen} />
        </WithPicture>
      </CitizenScreen>
    </PrivateCover>
  );
}

function ChipPhoto({ photo, share }: { photo: Uint8Array | null; share: number }) {
  const { identity } = useWords();
  if (photo) return <Jpeg bytes={photo} alt={identity.photoAlt} className={styles.photo} />;
  return (
    <div className={styles.coming}>
      <Picture name="card-stays" size="medium" />
      <Progress label={identity.photoComing} share={share} />
    </div>
  );
}

function Person({ citizen }: { citizen: CitizenView }) {
  const { identity } = useWords();
  const language = useLanguage();
  const thai = formatName(citizen.nameTh, 'th');
  const english = citizen.nameEn && formatName(citizen.nameEn, 'en');
  const [first, second] = language === 'en' && english ? [english, thai] : [thai, english];
  return (
    <div className={styles.person}>
      <p className={styles.name} data-testid="citizen-name">
        {first}
      </p>
      {second && <p className={styles.otherName}>{second}</p>}
      <p className={styles.label}>{identity.cid}</p>
      <p className={styles.cid}>{citizen.cidMasked}</p>
    </div>
  );
}
