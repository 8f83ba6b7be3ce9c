import { useState } from 'react';
import type { StaffRow } from '../../contract/index.ts';
import { Loading } from '../frame/index.ts';
import { useWords } from '../i18n/index.ts';
import { type KioskQuestion, useAnswer } from '../state/index.ts';
import { Button, Table } from '../ui/index.ts';
import { AddPerson, EditPerson } from './edit-person.tsx';
import styles from './office.module.css';

const loadPeople: KioskQuestion<'loadPeople'> = (bridge) => bridge.loadPeople();

/** Who may sign in here and as what; supervisors add people, change roles, give PINs, close accounts. */
export function People() {
  const { office, role } = useWords();
  const { answer: people, error, reload } = useAnswer(loadPeople);
  const [open, setOpen] = useState<StaffRow | 'new' | null>(null);
  const close = () => {
    setOpen(null);
    reload();
  };
  if (!people) return <Loading label={office.loading} error={error} onRetry={reload} />;
  return (
    <>
      <Table
        testId="people"
        caption={office.pages.people}
        columns={[office.person, office.role, office.state, office.origin, office.edit]}
        empty={office.nothing}
        rows={people.map((person) => ({
          key: person.id,
          cells: [
            person.name,
            role[person.role],
            person.active ? (person.locked ? office.locked : office.open) : office.inactive,
            person.addedHere ? office.addedHere : office.fromFile,
            <Button
              key="edit"
              onPress={() => setOpen(person)}
              label={office.editOf(person.name)}
              testId={`edit-${person.id}`}
            >
              {office.edit}
            </Button>,
          ],
        }))}
      />
      <div className={styles.row}>
        <p className={styles.aside}>{office.peopleAdvice}</p>
        <Button onPress={() => setOpen('new')} testId="add-person">
          {office.add}
        </Button>
      </div>
      {open === 'new' && <AddPerson onClose={close} />}
      {open !== null && open !== 'new' && <EditPerson person={open} onClose={close} />}
    </>
  );
}
