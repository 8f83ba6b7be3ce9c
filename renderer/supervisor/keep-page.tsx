import { type ReactNode, useState } from 'react';
import type { Answer, ErrorReport, KioskBridge, Written } from '../../contract/index.ts';
import { ErrorWords } from '../frame/index.ts';
import { useWords } from '../i18n/index.ts';
import { useActions } from '../state/index.ts';
import { Button, Notice, Progress } from '../ui/index.ts';
import styles from './office.module.css';

type Write = (bridge: KioskBridge) => Promise<Answer<Written>>;
type State =
  | { name: 'ready' | 'writing' }
  | { name: 'written'; written: Written }
  | { name: 'failed'; error: ErrorReport };

/** What is carried away on a drive: records the centre has not taken, and a copy of everything. */
export function KeepPage() {
  const { keep } = useWords().office;
  const [state, setState] = useState<State>({ name: 'ready' });
  const { ask } = useActions();
  const start = async (write: Write) => {
    setState({ name: 'writing' });
    const answer = await ask(write);
    setState(
      answer.ok ? { name: 'written', written: answer.value } : { name: 'failed', error: answer.error },
    );
  };
  const busy = state.name === 'writing';
  return (
    <>
      <Part title={keep.export} lead={keep.exportLead}>
        <Button
          onPress={() => void start(({ exportPending }) => exportPending())}
          disabled={busy}
          testId="export-pending"
        >
          {keep.exportNow}
        </Button>
      </Part>
      <Part title={keep.backUp} lead={keep.backUpLead}>
        <Button
          onPress={() => void start(({ backUpVault }) => backUpVault())}
          disabled={busy}
          testId="back-up"
        >
          {keep.backUpNow}
        </Button>
      </Part>
      <Outcome state={state} />
    </>
  );
}

function Part(props: { title: string; lead: string; children: ReactNode }) {
  return (
    <section className={styles.part}>
      <h2 className={styles.heading}>{props.title}</h2>
      <p className={styles.lead}>{props.lead}</p>
      <div>{props.children}</div>
    </section>
  );
}

function Outcome({ state }: { state: State }) {
  const { keep } = useWords().office;
  switch (state.name) {
    case 'ready':
      return null;
    case 'writing':
      return <Progress label={keep.writing} share={null} />;
    case 'failed':
      return (
        <Notice tone="stop" testId="drive-failed">
          <ErrorWords report={state.error} to="staff" small />
        </Notice>
      );
    case 'written':
      return <WrittenWords written={state.written} />;
  }
}

function WrittenWords({ written }: { written: Written }) {
  const { keep } = useWords().office;
  if (!written) return <p role="status">{keep.cancelled}</p>;
  const { file, records, sameDisk } = written;
  return (
    <>
      <p className={styles.sound} role="status" data-testid="drive-written">
        {records === null ? keep.doneBackUp(file) : keep.doneExport(records, file)}
      </p>
      {sameDisk && <Notice tone="attention">{keep.sameDisk}</Notice>}
    </>
  );
}
