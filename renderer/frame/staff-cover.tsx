import { type ReactNode, useEffect, useState } from 'react';
import { useWords } from '../i18n/index.ts';
import { useKiosk } from '../state/index.ts';
import { Picture, Title, WithPicture } from '../ui/index.ts';
import { onSignOfLife } from './signs-of-life.ts';
import { StaffScreen } from './staff-screen.tsx';

/** Long enough to compare two pictures and a person; who fetches a supervisor is away longer. */
const COVER_SECONDS = 60;

/**
 * On a display that all look at, takes the citizen's name and pictures off it while nobody of the staff touches it; a
 * press brings them back. At a window of its own the counter faces staff alone.
 */
export function StaffCover({ children }: { children: ReactNode }) {
  const { staffCover } = useWords();
  const isShared = useKiosk(({ status }) => status?.surface === 'shared');
  const [covered, setCovered] = useState(false);
  useEffect(() => {
    if (!isShared) return;
    let timer: ReturnType<typeof setTimeout>;
    const wait = () => {
      clearTimeout(timer);
      timer = setTimeout(() => setCovered(true), COVER_SECONDS * 1000);
    };
    wait();
    const deafen = onSignOfLife(wait);
    return () => {
      clearTimeout(timer);
      deafen();
    };
  }, [isShared]);
  if (!covered || !isShared) return children;
  return (
    <StaffScreen
      citizenWaits
      wayForward={{ label: staffCover.show, onPress: () => setCovered(false), testId: 'staff-uncover' }}
    >
      <WithPicture picture={<Picture name="padlock" size="large" />}>
        <Title lead={staffCover.lead}>{staffCover.title}</Title>
      </WithPicture>
    </StaffScreen>
  );
}
