import type { VisitView } from '../../contract/index.ts';
import { CardProblem } from './card-problem.tsx';
import { ConfirmIdentity } from './confirm-identity.tsx';
import { Consent } from './consent.tsx';
import { Done } from './done.tsx';
import { Ended } from './ended.tsx';
import { Face } from './face.tsx';
import { Idle } from './idle.tsx';
import { Comparing, Reading, Saving, WaitingPhoto } from './waiting.tsx';

/** Steps that a citizen acts on or waits in. */
export type CitizenStep = Exclude<
  VisitView,
  { step: 'operator-look' | 'person-needed' | 'approval-needed' | 'card-help' }
>;

/** The citizen's screen of the moment. */
export function CitizenSurface({ view }: { view: CitizenStep }) {
  switch (view.step) {
    case 'idle':
      return <Idle />;
    case 'reading':
      return <Reading />;
    case 'card-problem':
      return <CardProblem view={view} />;
    case 'confirm-identity':
      return <ConfirmIdentity view={view} />;
    case 'consent':
      return <Consent view={view} />;
    case 'waiting-photo':
      return <WaitingPhoto view={view} />;
    case 'face':
      return <Face view={view} />;
    case 'comparing':
      return <Comparing />;
    case 'saving':
      return <Saving />;
    case 'done':
      return <Done view={view} />;
    case 'ended':
      return <Ended view={view} />;
  }
}
