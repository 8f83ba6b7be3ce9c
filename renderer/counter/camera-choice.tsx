import { Lock } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { KioskStatus } from '../../contract/index.ts';
import { whyNot } from '../capture/index.ts';
import { useWords } from '../i18n/index.ts';
import { useActions } from '../state/index.ts';
import styles from './camera-choice.module.css';

/** The cameras that are attached, one of them in use; kept for the next start. A refused one says why. */
export function CameraChoice({ status }: { status: KioskStatus }) {
  const { chosen } = status.camera;
  const locked = status.locked.includes('camera');
  const { cameraChoice } = useWords();
  const { run } = useActions();
  const labels = useCameraLabels();
  const inUse = labels.includes(chosen ?? '')
    ? chosen
    : labels.find((label) => whyNot(label, status.camera) === null);
  return (
    <fieldset className={styles.cameras}>
      <legend className="visually-hidden">{cameraChoice.label}</legend>
      {labels.map((label) => {
        const reason = whyNot(label, status.camera);
        return (
          <label key={label} className={styles.camera}>
            <input
              type="radio"
              name="camera"
              checked={label === inUse}
              disabled={reason !== null || locked}
              onChange={() => void run(({ chooseCamera }) => chooseCamera({ label }))}
              data-testid="camera-choice"
            />
            <span>
              {label}
              {reason && <b> · {cameraChoice.reasons[reason]}</b>}
            </span>
          </label>
        );
      })}
      {locked && (
        <p className={styles.locked} data-testid="camera-locked">
          <Lock aria-hidden="true" />
          {cameraChoice.locked}
        </p>
      )}
    </fieldset>
  );
}

/** Labels of the attached cameras, each once; kept up to date. */
function useCameraLabels(): string[] {
  const [labels, setLabels] = useState<string[]>([]);
  useEffect(() => {
    const { mediaDevices } = navigator;
    const look = async () => {
      const devices = await mediaDevices.enumerateDevices();
      const cameras = devices.filter(({ kind, label }) => kind === 'videoinput' && label !== '');
      setLabels([...new Set(cameras.map(({ label }) => label))]);
    };
    void look();
    mediaDevices.addEventListener('devicechange', look);
    return () => mediaDevices.removeEventListener('devicechange', look);
  }, []);
  return labels;
}
