import type { Desk } from '../../contract/index.ts';
import { ErrorWords } from '../frame/index.ts';
import { useWords } from '../i18n/index.ts';
import { useActions, useKiosk } from '../state/index.ts';
import { Button, Table } from '../ui/index.ts';
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

/** Records the centre did not take: why, and who can help. A supervisor may send one again. */
export function Parked({ rows }: { rows: Desk['parked'] }) {
  const { desk } = useWords();
  const moment = useMoments();
  const { run } = useActions();
  const supervises = useKiosk((state) => state.status?.operator?.role === 'supervisor');
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
            <Button
              key="again"
              onPress={() => void run(({ sendAgain }) => sendAgain({ recordId }))}
              testId={`send-again-${reference}`}
            >
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
export function CallBacks({ rows }: { rows: Desk['callBacks'] }) {
  const { desk } = useWords();
  const moment = useMoments();
  return (
    <Table
      caption={desk.lists.callBacks}
      columns={[desk.reference, desk.time]}
      empty={desk.nothingWaits}
      rows={rows.map(({ reference, at }) => ({ key: at, cells: [reference ?? '–', moment(at)] }))}
    />
  );
}
