import { CitizenScreen } from '../frame/index.ts';
import { useWords } from '../i18n/index.ts';
import { Picture, Title, WithPicture } from '../ui/index.ts';

/** Nobody is signed in at the counter: a card would be refused. */
export function Closed() {
  const { closed } = useWords();
  return (
    <CitizenScreen stage={null}>
      <WithPicture picture={<Picture name="staff" size="large" />}>
        <div data-testid="closed">
          <Title lead={closed.lead}>{closed.title}</Title>
        </div>
      </WithPicture>
    </CitizenScreen>
  );
}
