import type { ErrorReport } from '../../contract/index.ts';
import { useWords } from '../i18n/index.ts';
import { Button, Notice, Progress } from '../ui/index.ts';
import { ErrorWords } from './error-words.tsx';

type Props = { label: string; error: ErrorReport | null; onRetry: () => void };

/** In the place of an answer that is not there: it is being asked for, or that failed and may be tried again. */
export function Loading({ label, error, onRetry }: Props) {
  const { tryAgain } = useWords();
  if (!error) return <Progress label={label} share={null} />;
  return (
    <Notice
      tone="attention"
      testId="loading-failed"
      action={
        <Button tone="primary" onPress={onRetry} testId="try-again">
          {tryAgain}
        </Button>
      }
    >
      <ErrorWords report={error} to="staff" small />
    </Notice>
  );
}
