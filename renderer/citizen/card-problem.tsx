import { ERRORS, type VisitView } from '../../contract/index.ts';
import { CitizenScreen, ErrorWords, pictureOfError } from '../frame/index.ts';
import { useWords } from '../i18n/index.ts';
import { Picture, Title, WithPicture } from '../ui/index.ts';
import common from './citizen.module.css';

export function CardProblem({ view }: { view: Extract<VisitView, { step: 'card-problem' }> }) {
  const { cardProblem } = useWords();
  const { code } = view.error;
  const byCitizen = ERRORS[code].who === 'citizen';
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
