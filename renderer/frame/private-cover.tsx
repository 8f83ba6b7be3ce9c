import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react';
import { useWords } from '../i18n/index.ts';
import { useActions } from '../state/index.ts';
import { Button, Notice, Picture, Title, useSecondsUntil, WithPicture } from '../ui/index.ts';
import { useSpoken } from '../voice/index.ts';
import { CitizenScreen } from './citizen-screen.tsx';
import styles from './more-time.module.css';
import { MoreTime, type Timed, useLittleTime } from './more-time.tsx';
import { onSignOfLife } from './signs-of-life.ts';

/** So long before it covers, the citizen is told: whoever only reads must not be surprised. */
const WARNING_SECONDS = 15;

type Props = Timed & {
  /** Nobody touched the machine for so long: the citizen may have walked away. */
  afterSeconds: number;
  children: ReactNode;
};

/**
 * Takes what is the citizen's own off the page when nobody seems to be there, with a word before; a press brings it back,
 * with all the time of the step. That the step itself is about to end is said above the cover too. The camera is not asked
 * whether somebody is there: it is on for the face alone, and only after the consent.
 */
export function PrivateCover({ afterSeconds, deadlineAt, about, children }: Props) {
  const { cover } = useWords();
  const { run } = useActions();
  const { covered, coversAt, show } = useCover(afterSeconds);
  const ends = useLittleTime(deadlineAt) !== null;
  useSpoken(covered && !ends ? 'cover' : null, [cover.title, cover.lead]);
  const uncover = () => {
    show();
    void run(({ askMoreTime }) => askMoreTime());
  };
  return (
    <>
      {covered ? (
        <CitizenScreen stage={null} wayForward={{ label: cover.show, onPress: uncover, testId: 'uncover' }}>
          <WithPicture picture={<Picture name="padlock" size="large" />}>
            <Title lead={cover.lead}>{cover.title}</Title>
          </WithPicture>
        </CitizenScreen>
      ) : (
        children
      )}
      <MoreTime deadlineAt={deadlineAt} about={about} />
      {coversAt && !ends && <CoverSoon coversAt={coversAt} about={about} onStay={show} />}
    </>
  );
}

/** Any sign of life takes this away; the button is for who sees no other way. */
function CoverSoon(props: { coversAt: string; about: Timed['about']; onStay: () => void }) {
  const { coversAt, about, onStay } = props;
  const { cover } = useWords();
  const left = useSecondsUntil(coversAt);
  useSpoken('cover-soon', [cover.soon]);
  return (
    <div className={styles.warning} data-about={about} data-testid="cover-soon">
      <Notice
        tone="attention"
        action={
          <Button tone="primary" onPress={onStay} testId="stay-uncovered">
            {cover.stay}
          </Button>
        }
      >
        <p className={styles.title}>{cover.soon}</p>
        <p aria-live="off">{cover.soonLead(left)}</p>
      </Notice>
    </div>
  );
}

type Cover = {
  covered: boolean;
  /** ISO 8601 UTC, once it is to be told. */
  coversAt: string | null;
};

const OPEN: Cover = { covered: false, coversAt: null };

/** Covers after so long without a sign of life, and warns before. */
function useCover(afterSeconds: number): Cover & { show: () => void } {
  const [cover, setCover] = useState(OPEN);
  const waitAnew = useRef(() => {});
  useEffect(() => {
    const timers: ReturnType<typeof setTimeout>[] = [];
    const stop = () => timers.splice(0).forEach(clearTimeout);
    const wait = () => {
      stop();
      setCover((now) => (now.coversAt === null ? now : OPEN));
      timers.push(
        setTimeout(
          () => {
            const coversAt = new Date(Date.now() + WARNING_SECONDS * 1000).toISOString();
            setCover((now) => (now.covered ? now : { covered: false, coversAt }));
          },
          (afterSeconds - WARNING_SECONDS) * 1000,
        ),
        setTimeout(() => setCover({ covered: true, coversAt: null }), afterSeconds * 1000),
      );
    };
    waitAnew.current = wait;
    wait();
    const deafen = onSignOfLife(wait);
    return () => {
      stop();
      deafen();
    };
  }, [afterSeconds]);
  const show = useCallback(() => {
    setCover(OPEN);
    waitAnew.current();
  }, []);
  return { ...cover, show };
}
