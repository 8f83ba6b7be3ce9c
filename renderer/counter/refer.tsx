import { useState } from 'react';
import type { ReferralReason } from '../../contract/index.ts';
import { useWords } from '../i18n/index.ts';
import { useActions } from '../state/index.ts';
import { Button, Choices, Dialog, Title } from '../ui/index.ts';

/** Leaves a visit that can't go on now to a supervisor: a reason from the list, then it ends without a token. */
export function Refer({ reasons }: { reasons: readonly ReferralReason[] }) {
  const { refer } = useWords();
  const { run } = useActions();
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState<ReferralReason | null>(null);
  const close = () => setOpen(false);
  if (reasons.length === 0) return null;
  return (
    <>
      <Button onPress={() => setOpen(true)} testId="refer">
        {refer.open}
      </Button>
      {open && (
        <Dialog
          label={refer.title}
          onClose={close}
          actions={
            <>
              <Button onPress={close} testId="refer-close">
                {refer.close}
              </Button>
              <Button
                tone="primary"
                disabled={reason === null}
                onPress={() => reason && void run(({ referVisit }) => referVisit({ reason }))}
                testId="refer-enter"
              >
                {refer.enter}
              </Button>
            </>
          }
        >
          <div data-area="staff">
            <Title small lead={refer.lead}>
              {refer.open}
            </Title>
            <Choices
              testId="reason"
              legend={refer.title}
              choices={reasons.map((name) => ({ name, label: refer.reasons[name] }))}
              chosen={reason}
              onChoose={setReason}
            />
          </div>
        </Dialog>
      )}
    </>
  );
}
