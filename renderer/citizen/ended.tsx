import type { ErrorReport, VisitView } from '../../contract/index.ts';
import { CitizenScreen, ErrorWords, pictureOfError } from '../frame/index.ts';
import { useWords, type Words } from '../i18n/index.ts';
import { Phrases, Picture, Title, WithPicture } from '../ui/index.ts';
import { useChime, useSpoken } from '../voice/index.ts';
import common from './citizen.module.css';

/** So often the chime reminds of the card. */
const REMIND_SECONDS = 10;

type Ended = Extract<VisitView, { step: 'ended' }>;

/** The visit is over without a token: why, who helps, and what to do now. Never a dead end, never a blame. */
export function Ended({ view }: { view: Ended }) {
  const { ended } = useWords();
  const { title, lead } = sayings(view, ended);
  useSpoken('ended', [title, ended.takeCard]);
  useChime(REMIND_SECONDS);
  const picture = view.reason ? pictureOfError(view.reason.code) : 'finished';
  return (
    <CitizenScreen stage={null}>
      <WithPicture picture={<Picture name={picture} size="large" />}>
        <Title lead={lead}>{title}</Title>
        {view.reason && <ErrorWords report={view.reason} to="citizen" small />}
        <p className={common.takeCard} data-testid="take-card">
          <Picture name="card-out" size="small" />
          <span>
            <Phrases>{ended.takeCard}</Phrases>
          </span>
        </p>
      </WithPicture>
    </CitizenScreen>
  );
}

function sayings({ outcome, reason }: Ended, words: Words['ended']): { title: string; lead?: string } {
  if (outcome === 'declined') return { title: words.declined, lead: words.declinedLead };
  const lead = outcome === 'referred' ? { lead: words.referred } : {};
  return { title: isAboutTheFace(reason) ? words.faceNotConfirmed : words.notCompleted, ...lead };
}

function isAboutTheFace(reason: ErrorReport | null): boolean {
  return reason !== null && (reason.code.startsWith('FACE_') || reason.code === 'OPERATOR_REFUSED');
}
