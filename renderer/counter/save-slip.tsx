import { useState } from 'react';
import type { Answer, Written } from '../../contract/index.ts';
import { ErrorWords } from '../frame/index.ts';
import { useLanguage, useWords } from '../i18n/index.ts';
import { useActions } from '../state/index.ts';
import { Button } from '../ui/index.ts';

/** For the citizen whose slip did not come out: as a file, for another printer. Only while the QR is there. */
export function SaveSlip() {
  const { details } = useWords();
  const language = useLanguage();
  const { ask } = useActions();
  const [answer, setAnswer] = useState<Answer<Written> | null>(null);
  return (
    <>
      <Button
        onPress={() => void ask(({ saveSlip }) => saveSlip({ language })).then(setAnswer)}
        testId="save-slip"
      >
        {details.saveSlip}
      </Button>
      {answer?.ok && (
        <p role="status" data-testid="slip-saved">
          {answer.value ? details.slipSaved(answer.value.file) : details.slipNotSaved}
        </p>
      )}
      {answer && !answer.ok && <ErrorWords report={answer.error} to="staff" small />}
    </>
  );
}
