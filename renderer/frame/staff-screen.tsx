import { BadgeCheck } from 'lucide-react';
import type { ReactNode } from 'react';
import { useWords } from '../i18n/index.ts';
import { type Action, Screen } from '../ui/index.ts';
import { Comfort } from './comfort.tsx';
import styles from './staff-screen.module.css';

type Props = {
  children: ReactNode;
  wayOut?: Action | undefined;
  wayForward?: Action | undefined;
  fromTop?: boolean;
  /** A citizen stands at the same screen and is told to wait. */
  citizenWaits?: boolean;
};

/** A screen that staff act on. On a single display the dark band tells everybody whose turn it is. */
export function StaffScreen({ citizenWaits, ...rest }: Props) {
  const { staffBand } = useWords();
  const band = (
    <div className={styles.band} data-testid="staff-band">
      <span className={styles.who}>
        <BadgeCheck className={styles.icon} aria-hidden="true" />
        {staffBand.label}
      </span>
      {citizenWaits && <span>{staffBand.citizenWaits}</span>}
    </div>
  );
  return (
    <div className={styles.area} data-area="staff">
      <Screen {...rest} top={band} middle={<Comfort forStaff />} />
    </div>
  );
}
