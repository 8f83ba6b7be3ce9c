import { useWords } from '../i18n/index.ts';
import { type KioskQuestion, useAnswer } from '../state/index.ts';
import { Table } from '../ui/index.ts';
import styles from './office.module.css';

const listStaff: KioskQuestion<'listStaff'> = (bridge) => bridge.listStaff();

/** Who may sign in here and as what. The list comes from the centre; a lock is lifted at the sign-in. */
export function People() {
  const { office, role } = useWords();
  const { answer } = useAnswer(listStaff);
  return (
    <>
      <Table
        testId="people"
        caption={office.pages.people}
        columns={[office.person, office.role, office.state]}
        empty={office.nothing}
        rows={(answer ?? []).map(({ id, name, role: duty, locked }) => ({
          key: id,
          cells: [name, role[duty], locked ? office.locked : office.open],
        }))}
      />
      <p className={styles.aside}>{office.peopleAdvice}</p>
    </>
  );
}
