import { HeartHandshake, LockKeyhole, ScanFace } from 'lucide-react';
import type { VisitView } from '../../contract/index.ts';
import { CitizenScreen, MoreTime } from '../frame/index.ts';
import { useLanguage, useWords } from '../i18n/index.ts';
import { useActions } from '../state/index.ts';
import { Phrases, Picture, Title, WithPicture } from '../ui/index.ts';
import { useSpoken } from '../voice/index.ts';
import common from './citizen.module.css';
import styles from './consent.module.css';

export function Consent({ view }: { view: Extract<VisitView, { step: 'consent' }> }) {
  const { consent } = useWords();
  const language = useLanguage();
  const { run } = useActions();
  useSpoken('consent', [consent.title, consent.purpose, consent.keeping, consent.freedom]);
  const version = view.consentVersion;
  const answer = (agree: boolean) =>
    void run(({ answerConsent }) => answerConsent({ agree, version, language }));
  return (
    <CitizenScreen
      stage="consent"
      staffCanHelp
      // Consent is given and refused by its own button, never by a stray key.
      wayOut={{
        label: consent.decline,
        onPress: () => answer(false),
        testId: 'consent-decline',
        byKey: false,
      }}
      wayForward={{
        label: consent.agree,
        onPress: () => answer(true),
        testId: 'consent-agree',
        byKey: false,
      }}
    >
      <WithPicture picture={<Picture name="compare" size="large" />}>
        <Title>{consent.title}</Title>
        <ul className={styles.points}>
          <li>
            <ScanFace className={styles.icon} aria-hidden="true" />
            <span>
              <Phrases>{consent.purpose}</Phrases>
            </span>
          </li>
          <li>
            <LockKeyhole className={styles.icon} aria-hidden="true" />
            <span>
              <Phrases>{consent.keeping}</Phrases>
            </span>
          </li>
          <li>
            <HeartHandshake className={styles.icon} aria-hidden="true" />
            <span>
              <Phrases>{consent.freedom}</Phrases>
            </span>
          </li>
        </ul>
        <p className={common.small} data-testid="consent-version">
          {consent.version(version)}
        </p>
      </WithPicture>
      <MoreTime deadlineAt={view.deadlineAt} about="visit" />
    </CitizenScreen>
  );
}
