import { type ReactNode, useEffect, useState } from 'react';
import {
  type ErrorReport,
  isMachineTrouble,
  type KioskStatus,
  type LastVisit,
  type PageView,
} from '../../contract/index.ts';
import { ErrorWords } from '../frame/index.ts';
import { formatMoment, useLanguage, useWords } from '../i18n/index.ts';
import { hasToken, isServing, useActions, useKiosk } from '../state/index.ts';
import { Button, Dialog, Notice, Title } from '../ui/index.ts';
import { CameraChoice } from './camera-choice.tsx';
import styles from './details.module.css';
import { SaveSlip } from './save-slip.tsx';
import { cameraGlance, centreGlance, type Glance, outboxGlance, readerGlance } from './states.ts';

/** The state of the machine in full sentences, over whatever screen is there. Nothing of a citizen. */
export function Details({ status }: { status: KioskStatus }) {
  const words = useWords();
  const { openPage, run } = useActions();
  const serving = useKiosk(({ visit }) => isServing(visit));
  const close = () => openPage('visit');
  const signedIn = !serving && status.operator;
  return (
    <Dialog
      label={words.details.title}
      onClose={close}
      actions={
        <>
          <Button onPress={close} testId="close-status">
            {words.details.close}
          </Button>
          {!serving && (
            <Button onPress={() => openPage('diagnosis')} testId="open-diagnosis">
              {words.details.diagnosis}
            </Button>
          )}
          {signedIn && (
            <Button onPress={() => void run(({ signOut }) => signOut())} testId="sign-out">
              {words.details.signOut}
            </Button>
          )}
          {status.outbox.waiting > 0 && (
            <Button tone="primary" onPress={() => void run(({ sendNow }) => sendNow())} testId="send-now">
              {words.details.sendNow}
            </Button>
          )}
        </>
      }
    >
      <div data-area="staff">
        <div className={styles.details}>
          <Title small>{words.details.title}</Title>
          <Trouble />
          <Rows status={status} />
          <p className={styles.small}>{words.details.versions(status.version, status.policyVersion)}</p>
          {status.locked.length > 0 && (
            <p className={styles.small} data-testid="locked-settings">
              {words.details.locked(status.locked.join(', '))}
            </p>
          )}
        </div>
      </div>
    </Dialog>
  );
}

/** What the citizen before this machine is only told to wait for. */
function Trouble() {
  const visit = useKiosk((state) => state.visit);
  const report = troubleOf(visit);
  if (!report || !isMachineTrouble(report.code)) return null;
  return (
    <Notice tone="attention" testId="machine-trouble">
      <ErrorWords report={report} to="staff" small />
    </Notice>
  );
}

function troubleOf(visit: PageView | null): ErrorReport | null {
  if (visit?.step === 'card-problem') return visit.error;
  return visit?.step === 'face' && visit.camera ? { code: visit.camera } : null;
}

function Rows({ status }: { status: KioskStatus }) {
  const words = useWords();
  const language = useLanguage();
  const camera = useKiosk((state) => state.camera);
  const hasSlip = useKiosk(({ visit }) => hasToken(visit));
  const { facility, centre, outbox } = status;
  const { lastSync, neverSynced } = words.details;
  return (
    <dl className={styles.rows}>
      <Row name={words.details.facility}>
        {facility
          ? `${language === 'th' ? facility.nameTh : facility.nameEn} (${facility.hcode})`
          : words.header.notProvisioned}
      </Row>
      <Row name={words.details.device}>
        {status.deviceName ?? '–'}
        {status.training && <p>{words.details.training}</p>}
        {status.ignoredFile && <ErrorWords report={status.ignoredFile} to="staff" small />}
      </Row>
      <Row name={words.header.reader} glance={readerGlance(status, words)}>
        {status.reader.name}
      </Row>
      <Row name={words.header.camera} glance={cameraGlance(camera, status, words)}>
        <CameraChoice status={status} />
      </Row>
      <Row name={words.header.centre} glance={centreGlance(status, words)}>
        {centre.lastSyncAt ? lastSync(formatMoment(centre.lastSyncAt, language)) : neverSynced}
        {centre.error && <ErrorWords report={centre.error} to="staff" small />}
      </Row>
      <Row name={words.header.outbox} glance={outboxGlance(status, words)}>
        {words.details.outbox(outbox.waiting, outbox.parked)}
        {outbox.oldestAt && ` · ${words.details.oldest(formatMoment(outbox.oldestAt, language))}`}
      </Row>
      {status.operator && (
        <Row name={words.details.operator}>
          <Operator name={status.operator.name} />
        </Row>
      )}
      <Row name={words.details.lastVisit}>
        <LastVisitWords />
      </Row>
      {hasSlip && (
        <Row name={words.details.slip}>
          <SaveSlip />
        </Row>
      )}
    </dl>
  );
}

function Row({ name, glance, children }: { name: string; glance?: Glance; children?: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>
        {glance && (
          <p className={styles.word} data-tone={glance.tone}>
            {glance.word}
          </p>
        )}
        {children && <div className={glance ? styles.small : undefined}>{children}</div>}
      </dd>
    </>
  );
}

/** Who works here, and the way to another PIN between visits. */
function Operator({ name }: { name: string }) {
  const { choosePin } = useWords();
  const { openPage } = useActions();
  const serving = useKiosk(({ visit }) => isServing(visit));
  return (
    <div className={styles.operator}>
      {name}
      {!serving && (
        <Button onPress={() => openPage('pin')} testId="change-pin">
          {choosePin.change}
        </Button>
      )}
    </div>
  );
}

function LastVisitWords() {
  const { details } = useWords();
  const { run } = useActions();
  const [last, setLast] = useState<LastVisit | null>(null);
  useEffect(() => {
    let current = true;
    void run(({ getLastVisit }) => getLastVisit()).then((found) => {
      if (current) setLast(found);
    });
    return () => {
      current = false;
    };
  }, [run]);
  if (!last) return details.noVisit;
  const outcome = details.outcome[last.summary.outcome];
  return last.recordState ? `${outcome} · ${details.recordState[last.recordState]}` : outcome;
}
