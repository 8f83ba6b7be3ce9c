import { ErrorWords } from '../frame/index.ts';
import { useWords } from '../i18n/index.ts';
import { Picture, Screen, Title, WithPicture } from '../ui/index.ts';

/** The page itself is broken: said in the catalogue's words, for no screen may end white. */
export function Failure() {
  const { cardProblem } = useWords();
  return (
    <Screen>
      <WithPicture picture={<Picture name="trouble" size="large" />}>
        <Title tone="attention">{cardProblem.title}</Title>
        <ErrorWords report={{ code: 'INTERNAL' }} to="staff" />
      </WithPicture>
    </Screen>
  );
}
