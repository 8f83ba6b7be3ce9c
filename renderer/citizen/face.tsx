import { Check } from 'lucide-react';
import { useRef } from 'react';
import type { CameraProblem, VisitView } from '../../contract/index.ts';
import { CitizenScreen, ErrorWords, MoreTime, useCancel } from '../frame/index.ts';
import { formatError, useLanguage, useWords } from '../i18n/index.ts';
import { Picture, Title, WithPicture } from '../ui/index.ts';
import { useSpoken } from '../voice/index.ts';
import styles from './face.module.css';
import { useCapture } from './use-capture.ts';

type FaceView = Extract<VisitView, { step: 'face' }>;

/** The camera as a mirror with an oval to fit the face in, and one thing to do at a time. */
export function Face({ view }: { view: FaceView }) {
  const words = useWords();
  const language = useLanguage();
  const video = useRef<HTMLVideoElement>(null);
  const { seeing, guidance, away } = useCapture(video, view);
  const shown = guidance ?? view.current;
  const lost = view.camera !== null;
  const guide = away ? null : `guidance-${shown}`;
  useSpoken(lost ? 'camera-lost' : guide, [lost ? words.face.cameraLost : words.guidance[shown]]);
  const good = guidance === 'hold-still' || guidance === 'well-done';
  return (
    <CitizenScreen stage="face" staffCanHelp wayOut={useCancel()}>
      {away && <Away />}
      {/* Hidden, not taken away: the camera goes on looking for whoever comes back. */}
      <div className={styles.layout} data-away={away} aria-hidden={away}>
        <div className={styles.camera}>
          <video
            ref={video}
            className={styles.video}
            data-tracked={guidance !== null && !lost}
            aria-label={words.face.videoLabel}
            autoPlay
            muted
            playsInline
          />
          {!lost && (seeing ? <Oval good={good} /> : <Starting />)}
          {lost && (
            <div className={styles.starting}>
              <Picture name="camera-trouble" size="medium" />
            </div>
          )}
        </div>
        {view.camera && <CameraLost problem={view.camera} />}
        <div className={styles.guide} hidden={lost}>
          <Picture name={shown} size="face" key={shown} />
          <div className={styles.words} role="status" data-testid="guidance" data-guidance={shown}>
            <Title small>{words.guidance[shown]}</Title>
          </div>
          {view.hint && !good && <p className={styles.hint}>{formatError(view.hint, language)}</p>}
          <div className={styles.far}>
            <StepDots view={view} />
            {view.attempt > 1 && <p className={styles.attempt}>{words.face.again(view.attempt)}</p>}
          </div>
        </div>
      </div>
      <MoreTime deadlineAt={view.deadlineAt} about={lost ? 'camera' : 'face'} />
    </CitizenScreen>
  );
}

/** Nobody is before the camera: nothing of the visit is to be seen until somebody is. */
function Away() {
  const { cover, face } = useWords();
  return (
    <div data-testid="face-away">
      <WithPicture picture={<Picture name="padlock" size="large" />}>
        <Title lead={face.comeBack}>{cover.title}</Title>
      </WithPicture>
    </div>
  );
}

const Starting = () => <p className={styles.starting}>{useWords().face.cameraStarting}</p>;

/** What is wrong with the camera and who puts it right; the capture goes on by itself. */
function CameraLost({ problem }: { problem: CameraProblem }) {
  const { face } = useWords();
  return (
    <div className={styles.guide} role="alert">
      <Title small>{face.cameraLost}</Title>
      <ErrorWords report={{ code: problem }} to="citizen" />
      <p>{face.cameraGoesOn}</p>
    </div>
  );
}

function Oval({ good }: { good: boolean }) {
  return (
    <svg className={styles.oval} viewBox="0 0 640 480" aria-hidden="true">
      <path
        className={styles.outside}
        fillRule="evenodd"
        d="M0 0h640v480H0zM320 40c-86 0-138 84-138 196s60 204 138 204 138-92 138-204S406 40 320 40z"
      />
      <path
        className={`${styles.edge} ${good ? styles.edgeGood : ''}`}
        d="M320 40c-86 0-138 84-138 196s60 204 138 204 138-92 138-204S406 40 320 40z"
      />
    </svg>
  );
}

function StepDots({ view: { done, remaining } }: { view: FaceView }) {
  const { face } = useWords();
  const total = done.length + 1 + remaining;
  const places = Array.from({ length: total }, (_, place) => place);
  return (
    <>
      <p className="visually-hidden">{face.progress(done.length, total)}</p>
      <ol className={styles.dots} aria-hidden="true">
        {places.map((place) => (
          <li
            key={place}
            className={place < done.length ? styles.done : place === done.length ? styles.now : undefined}
          >
            {place < done.length ? <Check strokeWidth={3} /> : place + 1}
          </li>
        ))}
      </ol>
    </>
  );
}
