import { useEffect } from 'react';
import { CaptureContext, type StartCapture } from '../citizen/index.ts';
import { Details, Header } from '../counter/index.ts';
import { ErrorWords } from '../frame/index.ts';
import { LanguageContext, useWords } from '../i18n/index.ts';
import { KioskContext, type KioskStore, useActions, useKiosk } from '../state/index.ts';
import { Button, Notice } from '../ui/index.ts';
import { type Voice, VoiceContext } from '../voice/index.ts';
import styles from './app.module.css';
import { Surface } from './surface.tsx';

type Props = { store: KioskStore; startCapture: StartCapture; voice?: Voice };

/** A window: the machine's state above, the screen of the moment below. */
export function App({ store, startCapture, voice }: Props) {
  return (
    <KioskContext value={store}>
      <CaptureContext value={startCapture}>
        <VoiceContext value={voice ?? null}>
          <Window />
        </VoiceContext>
      </CaptureContext>
    </KioskContext>
  );
}

function Window() {
  const language = useKiosk((state) => state.language);
  const step = useKiosk((state) => state.visit?.step ?? 'starting');
  const page = useKiosk((state) => state.page);
  const status = useKiosk((state) => state.status);
  useComfort();
  return (
    <LanguageContext value={language}>
      <div className={styles.app} data-step={step} data-page={page}>
        <div>
          <Header />
        </div>
        <main className={styles.main}>
          <Surface />
        </main>
        {page === 'details' && status && <Details status={status} />}
        <FailedCommand />
      </div>
    </LanguageContext>
  );
}

/** What the citizen chose for reading goes to the root of the page, where the style sheet takes it up. */
function useComfort(): void {
  const language = useKiosk((state) => state.language);
  const contrast = useKiosk((state) => state.contrast);
  const textSize = useKiosk((state) => state.textSize);
  const motion = useKiosk((state) => state.motion);
  useEffect(() => {
    const { documentElement: root } = document;
    root.lang = language;
    root.dataset.contrast = contrast;
    root.dataset.textSize = textSize;
    root.dataset.motion = motion;
  }, [language, contrast, textSize, motion]);
}

function FailedCommand() {
  const { dismiss } = useWords();
  const notice = useKiosk((state) => state.notice);
  const { dismissNotice } = useActions();
  if (!notice) return null;
  return (
    <div className={styles.notice}>
      <Notice
        tone="attention"
        testId="notice"
        action={
          <Button onPress={dismissNotice} testId="notice-dismiss">
            {dismiss}
          </Button>
        }
      >
        <ErrorWords report={notice} to="staff" small />
      </Notice>
    </div>
  );
}
