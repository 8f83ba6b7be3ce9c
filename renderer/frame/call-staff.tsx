import { Hand } from 'lucide-react';
import { useWords } from '../i18n/index.ts';
import { useActions } from '../state/index.ts';
import { Button } from '../ui/index.ts';
import styles from './comfort.module.css';

/** The citizen wants a person: staff take the screen over. */
export function CallStaff() {
  const { callStaff } = useWords();
  const { run } = useActions();
  return (
    <Button tone="quiet" onPress={() => void run(({ askForHelp }) => askForHelp())} testId="call-staff">
      <Hand className={styles.icon} aria-hidden="true" />
      {callStaff}
    </Button>
  );
}
