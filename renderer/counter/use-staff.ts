import { useEffect, useState } from 'react';
import type { StaffView } from '../../contract/index.ts';
import { useActions } from '../state/index.ts';

/** Who may sign in here; null until the list is there. */
export function useStaff(): StaffView[] | null {
  const { run } = useActions();
  const [staff, setStaff] = useState<StaffView[] | null>(null);
  useEffect(() => {
    let current = true;
    void run(({ listStaff }) => listStaff()).then((list) => {
      if (current) setStaff(list);
    });
    return () => {
      current = false;
    };
  }, [run]);
  return staff;
}
