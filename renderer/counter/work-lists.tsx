import { type CaseOutcome, type Desk, isErrorCode } from '../../contract/index.ts';
import { ErrorWords } from '../frame/index.ts';
import { useWords } from '../i18n/index.ts';
import { useActions, useKiosk } from '../state/index.ts';
import { Button, Phrases, Table } from '../ui/index.ts';
import styles from './desk.module.css';
import { useMoments } from './use-moments.ts';

/** Tokens that nobody confirmed within three days: the person may need help with the app. */
export function Unconfirmed({ rows }: { rows: Desk['unconfirmed'] }) {
  const { desk } = useWords();
  const moment = useMoments();
  return (
    <Table
      caption={desk.lists.unconfirmed}
      columns={[desk.reference, desk.issued, desk.expires]}
      empty={desk.nothingWaits}
      rows={rows.map(({ reference, issuedAt, expiresAt }) => ({
        key: reference + issuedAt,
        cells: [reference, moment(issuedAt), moment(expiresAt)],
      }))}
    />
  );
}

type Waiting<Row> = { rows: Row[]; onChange: () => void };

/** Records the centre did not take: why, and who can help. A supervisor may send one again. */
export function Parked({ rows, onChange }: Waiting<Desk['parked'][number]>) {
  const { desk } = useWords();
  const moment = useMoments();
  const { run } = useActions();
  const supervises = useSupervises();
  const again = async (recordId: string) => {
    await run(({ sendAgain }) => sendAgain({ recordId }));
    onChange();
  };
  return (
    <Table
      caption={desk.lists.parked}
      columns={[desk.reference, desk.time, desk.reason, desk.action]}
      empty={desk.nothingWaits}
      rows={rows.map(({ recordId, reference, createdAt, error }) => ({
        key: recordId,
        cells: [
          reference,
          moment(createdAt),
          <ErrorWords key="error" report={error} to="staff" small />,
          supervises ? (
            <Button key="again" onPress={() => void again(recordId)} testId={`send-again-${reference}`}>
              {desk.sendAgain}
            </Button>
          ) : (
            desk.bySupervisor
          ),
        ],
      }))}
    />
  );
}

/** The registrar said that a card is not normal: the token is revoked and the person is to be called. */
export function CallBacks({ rows, onChange }: Waiting<Desk['callBacks'][number]>) {
  const { desk } = useWords();
  const moment = useMoments();
  const { run } = useActions();
  const close = async (tokenId: string) => {
    await run(({ closeCallBack }) => closeCallBack({ tokenId }));
    onChange();
  };
  return (
    <>
      <Table
        testId="call-backs"
        caption={desk.lists.callBacks}
        columns={[desk.reference, desk.tokenNumber, desk.device, desk.issued, desk.listedAt, desk.action]}
        empty={desk.nothingWaits}
        rows={rows.map(({ reference, tokenId, deviceName, enrolledAt, addedAt }) => ({
          key: tokenId,
          cells: [
            reference,
            tokenId.slice(0, TOKEN_LETTERS),
            deviceName,
            moment(enrolledAt),
            moment(addedAt),
            <Button key="told" onPress={() => void close(tokenId)} testId={`told-${reference}`}>
              {desk.told}
            </Button>,
          ],
        }))}
      />
      <p className={styles.aside}>{desk.callBackAdvice}</p>
    </>
  );
}

/** Visits that were left to a supervisor: when, by whom and why; nothing of the citizen. */
export function Exceptions({ rows, onChange }: Waiting<Desk['exceptions'][number]>) {
  const { desk, refer } = useWords();
  const moment = useMoments();
  const supervises = useSupervises();
  return (
    <Table
      testId="exceptions"
      caption={desk.lists.exceptions}
      columns={[desk.time, desk.operator, desk.reason, desk.why, desk.action]}
      empty={desk.nothingWaits}
      rows={rows.map(({ seq, at, operator, reason, referral }) => ({
        key: String(seq),
        cells: [
          moment(at),
          <Phrases key="operator">{operator}</Phrases>,
          isErrorCode(reason) ? <ErrorWords key="error" report={{ code: reason }} to="staff" small /> : '–',
          referral ? refer.reasons[referral] : desk.left,
          supervises ? (
            <div key="close" className={styles.actions}>
              <Close seq={seq} outcome="settled" label={desk.settled} onDone={onChange} />
              <Close seq={seq} outcome="sent-on" label={desk.sentOn} onDone={onChange} />
            </div>
          ) : (
            <span key="waits" className={styles.oneLine}>
              {desk.lists.exceptions}
            </span>
          ),
        ],
      }))}
    />
  );
}

/** Token ids are long; so many letters tell them apart. */
const TOKEN_LETTERS = 8;

type CloseProps = { seq: number; outcome: CaseOutcome; label: string; onDone: () => void };

/** Takes a row off its list; the audit log keeps who did, and how it ended. */
function Close({ seq, outcome, label, onDone }: CloseProps) {
  const { run } = useActions();
  const close = async () => {
    await run(({ closeCase }) => closeCase({ seq, outcome }));
    onDone();
  };
  return (
    <Button onPress={() => void close()} testId={`close-${seq}-${outcome}`}>
      {label}
    </Button>
  );
}

const useSupervises = (): boolean => useKiosk((state) => state.status?.operator?.role === 'supervisor');
