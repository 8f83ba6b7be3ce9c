import { useState } from 'react';
import { type ErrorReport, readSetUpCode, type SetUpInput, setUpSchema } from '../../contract/index.ts';
import { ErrorWords, StaffScreen } from '../frame/index.ts';
import { useWords } from '../i18n/index.ts';
import { useActions } from '../state/index.ts';
import { Button, Field, Notice, Progress, Title } from '../ui/index.ts';
import styles from './set-up.module.css';

const LONGEST_URL = 200;
const LONGEST_CODE = 40;

/** A machine that belongs to no facility yet: IT types the set-up code, or chooses the file that was brought. */
export function SetUp({ reason }: { reason: ErrorReport | null }) {
  const { setUp: words } = useWords();
  const { ask } = useActions();
  const [centreUrl, setCentreUrl] = useState('https://');
  const [code, setCode] = useState('');
  const [working, setWorking] = useState(false);
  const [failure, setFailure] = useState(reason);

  const set = async (input: SetUpInput) => {
    setWorking(true);
    const answer = await ask((bridge) => bridge.setUp(input));
    setFailure(answer.ok ? null : answer.error);
    setWorking(false);
  };
  const typed =
    readSetUpCode(code) === null ? undefined : setUpSchema.safeParse({ from: 'code', centreUrl, code }).data;
  return (
    <StaffScreen
      wayForward={{
        label: words.start,
        onPress: () => typed && void set(typed),
        testId: 'set-up-start',
        disabled: working || !typed,
      }}
    >
      <div className={styles.layout} data-testid="set-up">
        <Title small lead={failure || working ? undefined : words.lead}>
          {words.title}
        </Title>
        {working && <Progress label={words.working} share={null} />}
        {failure && !working && (
          <Notice tone="stop" testId="set-up-failure">
            <ErrorWords report={failure} to="staff" small />
          </Notice>
        )}
        <div className={styles.ways}>
          <section className={styles.way}>
            <h2>{words.byCode}</h2>
            <Field
              label={words.centreUrl}
              value={centreUrl}
              onChange={setCentreUrl}
              maxLength={LONGEST_URL}
              testId="set-up-url"
            />
            <Field
              label={words.code}
              value={code}
              onChange={setCode}
              maxLength={LONGEST_CODE}
              testId="set-up-code"
            />
          </section>
          <section className={styles.way}>
            <h2>{words.byFile}</h2>
            <p>{words.fileLead}</p>
            <Button onPress={() => void set({ from: 'file' })} testId="set-up-file" disabled={working}>
              {words.chooseFile}
            </Button>
          </section>
        </div>
      </div>
    </StaffScreen>
  );
}
