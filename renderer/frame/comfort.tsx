import { AArrowUp, CirclePause, Contrast, Languages, Volume2, VolumeX } from 'lucide-react';
import { useWords } from '../i18n/index.ts';
import { useActions, useKiosk } from '../state/index.ts';
import { Button } from '../ui/index.ts';
import styles from './comfort.module.css';

/** How to read the screen: language, contrast and, for the citizen, size of the words, motion and sound. Kept for the visit. */
export function Comfort({ forStaff = false }: { forStaff?: boolean }) {
  const { comfort } = useWords();
  const { switchLanguage, switchContrast, switchTextSize, switchSound, switchMotion } = useActions();
  const contrast = useKiosk((state) => state.contrast);
  const textSize = useKiosk((state) => state.textSize);
  const silent = useKiosk((state) => state.sound === 'off');
  const still = useKiosk((state) => state.motion === 'less');
  const Speaker = silent ? VolumeX : Volume2;
  return (
    <fieldset className={styles.comfort} aria-label={comfort.label}>
      <Button tone="quiet" onPress={switchLanguage} testId="language-switch">
        <Languages className={styles.icon} aria-hidden="true" />
        {comfort.otherLanguage}
      </Button>
      {!forStaff && (
        <Button
          tone="quiet"
          onPress={switchTextSize}
          pressed={textSize === 'large'}
          testId="text-size-switch"
        >
          <AArrowUp className={styles.icon} aria-hidden="true" />
          {comfort.textSize}
        </Button>
      )}
      <Button tone="quiet" onPress={switchContrast} pressed={contrast === 'high'} testId="contrast-switch">
        <Contrast className={styles.icon} aria-hidden="true" />
        {comfort.contrast}
      </Button>
      {!forStaff && (
        <Button tone="quiet" onPress={switchMotion} pressed={still} testId="motion-switch">
          <CirclePause className={styles.icon} aria-hidden="true" />
          {comfort.motion}
        </Button>
      )}
      {!forStaff && (
        <Button tone="quiet" onPress={switchSound} pressed={silent} testId="sound-switch">
          <Speaker className={styles.icon} aria-hidden="true" />
          {comfort.silent}
        </Button>
      )}
    </fieldset>
  );
}
