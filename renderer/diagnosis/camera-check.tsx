import { useEffect, useRef, useState } from 'react';
import type { CameraProblem } from '../../contract/index.ts';
import { keepCamera } from '../capture/index.ts';
import { ErrorWords } from '../frame/index.ts';
import { useWords } from '../i18n/index.ts';
import { useCameraWish } from '../state/index.ts';
import { Button, Notice } from '../ui/index.ts';
import styles from './diagnosis.module.css';
import { measureFrames } from './measure-frames.ts';

/** The camera's picture and how many frames really come. Off until it is asked for, and off again with the screen. */
export function CameraCheck() {
  const { diagnosis } = useWords();
  const [on, setOn] = useState(false);
  return (
    <section className={styles.check} aria-label={diagnosis.camera}>
      <div className={styles.row}>
        <h2 className={styles.heading}>{diagnosis.camera}</h2>
        <Button onPress={() => setOn(!on)} testId="try-camera">
          {on ? diagnosis.cameraOff : diagnosis.cameraOn}
        </Button>
      </div>
      {on && <LivePicture />}
    </section>
  );
}

function LivePicture() {
  const { diagnosis } = useWords();
  const video = useRef<HTMLVideoElement>(null);
  const wish = useCameraWish();
  const [problem, setProblem] = useState<CameraProblem | null>(null);
  const [measured, setMeasured] = useState('');
  useEffect(() => {
    if (!video.current || wish === null) return;
    const keeper = keepCamera({ video: video.current, wish, onProblem: setProblem });
    const stopMeasuring = measureFrames(video.current, ({ width, height, perSecond }) =>
      setMeasured(`${width} × ${height} · ${diagnosis.frames(perSecond.toFixed(1))}`),
    );
    return () => {
      stopMeasuring();
      keeper.stop();
    };
  }, [wish, diagnosis]);
  return (
    <>
      <video
        ref={video}
        className={styles.picture}
        aria-label={diagnosis.camera}
        hidden={problem !== null}
        muted
        playsInline
      />
      {problem ? (
        <Notice tone="stop" testId="camera-failed">
          <ErrorWords report={{ code: problem }} to="staff" small />
        </Notice>
      ) : (
        <p data-testid="frame-rate">{measured || diagnosis.measuring}</p>
      )}
    </>
  );
}
