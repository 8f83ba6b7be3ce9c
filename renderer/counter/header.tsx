import {
  Camera,
  ChartColumn,
  Cloud,
  IdCard,
  ListChecks,
  type LucideIcon,
  Send,
  UserRound,
} from 'lucide-react';
import { useLanguage, useWords } from '../i18n/index.ts';
import { isServing, useActions, useKiosk } from '../state/index.ts';
import { Phrases } from '../ui/index.ts';
import styles from './header.module.css';
import {
  cameraGlance,
  centreGlance,
  type Glance,
  operatorGlance,
  outboxGlance,
  readerGlance,
} from './states.ts';

/** The machine at a glance, on every screen; to staff a press tells more. */
export function Header() {
  const words = useWords();
  const language = useLanguage();
  const status = useKiosk((state) => state.status);
  const camera = useKiosk((state) => state.camera);
  const { openPage } = useActions();
  if (!status) return null;
  const { facility } = status;
  const name = language === 'th' ? facility?.nameTh : facility?.nameEn;
  const parts = (
    <>
      <Chip icon={IdCard} glance={readerGlance(status, words)} name="reader" />
      <Chip icon={Camera} glance={cameraGlance(camera, status, words)} name="camera" />
    </>
  );
  return (
    <header className={styles.header}>
      <div className={styles.place}>
        <p className={styles.facility}>
          <span>
            <Phrases>{name ?? words.header.notProvisioned}</Phrases>
          </span>
        </p>
        <p className={styles.device}>
          {status.training && (
            <span className={styles.training} data-testid="training">
              {words.header.training}
            </span>
          )}
          {status.deviceName}
        </p>
      </div>
      {status.setUp ? null : status.surface === 'citizen' ? (
        <div className={styles.state}>{parts}</div>
      ) : (
        <button
          type="button"
          className={styles.state}
          onClick={() => openPage('details')}
          data-testid="open-status"
        >
          <span className="visually-hidden">{words.header.more}: </span>
          {parts}
          <Chip icon={Cloud} glance={centreGlance(status, words)} name="centre" />
          <Chip icon={Send} glance={outboxGlance(status, words)} name="outbox" />
          <Chip icon={UserRound} glance={operatorGlance(status, words)} name="operator" />
        </button>
      )}
      {status.surface !== 'citizen' && status.operator && <OpenPage page="desk" />}
      {status.operator?.role === 'supervisor' && <OpenPage page="report" />}
    </header>
  );
}

function Chip(props: { icon: LucideIcon; glance: Glance; name: string }) {
  const { icon: Icon, glance, name } = props;
  return (
    <span
      className={`${styles.chip} ${styles[glance.tone]}`}
      data-testid={`status-${name}`}
      data-tone={glance.tone}
    >
      <Icon aria-hidden="true" />
      <span className={styles.word}>
        <Phrases>{glance.word}</Phrases>
      </span>
    </span>
  );
}

/** Only while nobody is served: a citizen's visit is not left for a list. Between visits the counter shows the desk as it is. */
function OpenPage({ page }: { page: 'desk' | 'report' }) {
  const { header, desk } = useWords();
  const { openPage } = useActions();
  const open = useKiosk(({ visit, page: shown, status }) => {
    const isHome = page === 'desk' && status?.surface === 'counter' && visit?.step === 'idle';
    return !isServing(visit) && shown !== page && !isHome;
  });
  if (!open) return null;
  const Sign = page === 'desk' ? ListChecks : ChartColumn;
  return (
    <button
      type="button"
      className={styles.action}
      onClick={() => openPage(page)}
      data-testid={`open-${page}`}
    >
      <Sign aria-hidden="true" />
      {page === 'desk' ? desk.open : header.report}
    </button>
  );
}
