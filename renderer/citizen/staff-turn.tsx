import type { StaffTurnView } from '../../contract/index.ts';
import { CitizenScreen, useCancel } from '../frame/index.ts';
import { useWords } from '../i18n/index.ts';
import { Picture, Title, WithPicture } from '../ui/index.ts';
import { useSpoken } from '../voice/index.ts';

/** Staff act at the counter's window: the citizen at this one is told so. */
export function StaffTurn({ view: { why } }: { view: StaffTurnView }) {
  const { staffTurn, ended } = useWords();
  const cancel = useCancel();
  const title = { look: staffTurn.look, help: staffTurn.help, 'face-not-confirmed': ended.faceNotConfirmed };
  const lead = { look: staffTurn.wait, help: staffTurn.tells, 'face-not-confirmed': ended.staffContinue };
  useSpoken(`staff-turn-${why}`, [title[why], lead[why]]);
  return (
    <CitizenScreen stage={why === 'help' ? null : 'face'} {...(why === 'help' ? {} : { wayOut: cancel })}>
      <WithPicture picture={<Picture name={why === 'look' ? 'compare' : 'staff'} size="large" />}>
        <Title lead={lead[why]}>{title[why]}</Title>
      </WithPicture>
    </CitizenScreen>
  );
}
