import { ERRORS, type VisitView } from '../../contract/index.ts';
import { CitizenScreen, ErrorWords, pictureOfError } from '../frame/index.ts';
import { formatError, useLanguage, useWords } from '../i18n/index.ts';
import { Picture, Title, WithPicture } from '../ui/index.ts';
import { useSpoken } from '../voice/index.ts';
import common from './citizen.module.css';

export function CardProblem({ view }: { view: Extract<VisitView, { step: 'card-problem' }> }) {
  const { cardProblem, remedy } = useWords();
  const { code } = view.error;
  const language = useLanguage();
  const { who } = ERRORS[code];
  const byCitizen = who === 'citizen';
  // What others put right is not read out to the room.
  const said = byCitizen
    ? [cardProblem.again, formatError(view.error, language)]
    : [cardProblem.title, remedy[who]];
  useSpoken(byCitizen ? `card-problem-${code}` : 'card-problem', said);
  return (
    <CitizenScreen stage={null} staffCanHelp={view.staffCanHelp}>
      <WithPicture picture={<Picture name={pictureOfError(code)} size="large" />}>
        <Title tone={byCitizen ? 'calm' : 'attention'}>
          {byCitizen ? cardProblem.again : cardProblem.title}
        </Title>
        <ErrorWords report={view.error} to="citizen" />
        {!byCitizen && <p className={common.aside}>{cardProblem.goesAway}</p>}
      </WithPicture>
    </CitizenScreen>
  );
}
