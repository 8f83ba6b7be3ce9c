import { type ReactNode, useState } from 'react';
import {
  type ErrorReport,
  newPinSchema,
  type Role,
  type StaffEdit,
  type StaffRow,
  staffEditSchema,
} from '../../contract/index.ts';
import { ErrorWords } from '../frame/index.ts';
import { useWords } from '../i18n/index.ts';
import { useActions } from '../state/index.ts';
import { Button, Choices, Dialog, Field, Notice, Title } from '../ui/index.ts';
import styles from './office.module.css';

const LONGEST_NAME = 100;
const LONGEST_PIN = 12;
const ROLES = ['operator', 'supervisor'] as const satisfies readonly Role[];

/** A new person: name, role and first PIN. */
export function AddPerson({ onClose }: { onClose: () => void }) {
  const { office } = useWords();
  const [name, setName] = useState('');
  const [role, setRole] = useState<Role | null>(null);
  const [pin, setPin] = useState('');
  const { failure, save } = useSave(onClose);
  const edit = staffEditSchema.safeParse({ action: 'add', name, role, pin }).data;
  return (
    <PersonDialog
      title={office.add}
      failure={failure}
      onClose={onClose}
      onSave={edit && (() => save([edit]))}
    >
      <Field
        label={office.person}
        value={name}
        onChange={setName}
        maxLength={LONGEST_NAME}
        testId="person-name"
      />
      <RoleChoice role={role} onChoose={setRole} />
      <Field
        secret
        label={office.pin}
        value={pin}
        onChange={setPin}
        maxLength={LONGEST_PIN}
        testId="person-pin"
      />
    </PersonDialog>
  );
}

/** Somebody who is on the list: another role, a new PIN, the account closed or opened. */
export function EditPerson({ person, onClose }: { person: StaffRow; onClose: () => void }) {
  const { office } = useWords();
  const { id: staffId, active } = person;
  const [role, setRole] = useState<Role>(person.role);
  const [pin, setPin] = useState('');
  const { failure, save } = useSave(onClose);
  const edits: StaffEdit[] = [
    ...(role === person.role ? [] : [{ action: 'role', staffId, role } as const]),
    ...(newPinSchema.safeParse(pin).success ? [{ action: 'pin', staffId, pin } as const] : []),
  ];
  const complete = edits.length > 0 && (pin === '' || newPinSchema.safeParse(pin).success);
  return (
    <PersonDialog
      title={office.editOf(person.name)}
      failure={failure}
      onClose={onClose}
      onSave={complete ? () => save(edits) : undefined}
      more={
        <Button
          tone="stop"
          onPress={() => save([{ action: 'active', staffId, active: !active }])}
          testId="person-active"
        >
          {active ? office.deactivate : office.activate}
        </Button>
      }
    >
      <RoleChoice role={role} onChoose={setRole} />
      <Field
        secret
        label={office.newPin}
        value={pin}
        onChange={setPin}
        maxLength={LONGEST_PIN}
        testId="person-pin"
      />
    </PersonDialog>
  );
}

type PersonDialogProps = {
  title: string;
  failure: ErrorReport | null;
  onClose: () => void;
  /** Left out as long as something is missing. */
  onSave: (() => void) | undefined;
  more?: ReactNode;
  children: ReactNode;
};

function PersonDialog({ title, failure, onClose, onSave, more, children }: PersonDialogProps) {
  const { office } = useWords();
  return (
    <Dialog
      label={title}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose} testId="person-close">
            {office.cancel}
          </Button>
          {more}
          <Button tone="primary" onPress={() => onSave?.()} disabled={!onSave} testId="person-save">
            {office.save}
          </Button>
        </>
      }
    >
      <div data-area="staff" className={styles.form}>
        <Title small>{title}</Title>
        {children}
        {failure && (
          <Notice tone="stop" testId="person-failure">
            <ErrorWords report={failure} to="staff" small />
          </Notice>
        )}
      </div>
    </Dialog>
  );
}

function RoleChoice({ role, onChoose }: { role: Role | null; onChoose: (role: Role) => void }) {
  const words = useWords();
  return (
    <Choices
      inRow
      testId="role"
      legend={words.office.role}
      choices={ROLES.map((name) => ({ name, label: words.role[name] }))}
      chosen={role}
      onChoose={onChoose}
    />
  );
}

/** One change after another; the first that is refused is said, and the dialog stays. */
function useSave(onDone: () => void) {
  const { ask } = useActions();
  const [failure, setFailure] = useState<ErrorReport | null>(null);
  const save = async (edits: readonly StaffEdit[]) => {
    for (const edit of edits) {
      const answer = await ask(({ editStaff }) => editStaff(edit));
      if (!answer.ok) return setFailure(answer.error);
    }
    onDone();
  };
  return { failure, save: (edits: readonly StaffEdit[]) => void save(edits) };
}
