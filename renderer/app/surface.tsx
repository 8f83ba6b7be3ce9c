import { CitizenSurface, Closed, StaffTurn, Starting } from '../citizen/index.ts';
import {
  ApprovalNeeded,
  CardHelp,
  ChoosePin,
  Desk,
  OperatorLook,
  PersonNeeded,
  SignIn,
  UnderWay,
} from '../counter/index.ts';
import { Diagnosis } from '../diagnosis/index.ts';
import { StaffCover } from '../frame/index.ts';
import { useKiosk } from '../state/index.ts';
import { Office } from '../supervisor/index.ts';
import { SetUp } from './set-up.tsx';
import { surfaceOf } from './surface-of.ts';

/** Who the screen belongs to now. Each step is its own element, so nothing of one step is left in the next. */
export function Surface() {
  const visit = useKiosk((state) => state.visit);
  const status = useKiosk((state) => state.status);
  const page = useKiosk((state) => state.page);
  const surface = surfaceOf(visit, status, page);
  if (!visit || surface === 'starting') return <Starting />;
  if (surface === 'set-up') return <SetUp reason={status?.setUp?.reason ?? null} />;
  if (surface === 'report') return <Office />;
  if (surface === 'desk') return <Desk />;
  if (surface === 'diagnosis') return <Diagnosis />;
  if (surface === 'sign-in') return <SignIn />;
  if (surface === 'choose-pin') {
    const person = status?.choosingPin ?? status?.operator;
    return <ChoosePin name={person?.name ?? ''} isFirst={status?.choosingPin !== null} />;
  }
  if (surface === 'closed') return <Closed />;
  if (visit.step === 'under-way') return <UnderWay key={visit.doing} view={visit} />;
  if (visit.step === 'staff-turn') return <StaffTurn view={visit} />;
  if (visit.step === 'operator-look')
    return (
      <StaffCover key={visit.step}>
        <OperatorLook view={visit} />
      </StaffCover>
    );
  if (visit.step === 'approval-needed')
    return (
      <StaffCover key={visit.step}>
        <ApprovalNeeded view={visit} />
      </StaffCover>
    );
  if (visit.step === 'card-help') return <CardHelp view={visit} />;
  if (visit.step === 'person-needed')
    return (
      <StaffCover key={visit.step}>
        <PersonNeeded view={visit} />
      </StaffCover>
    );
  return <CitizenSurface key={visit.step} view={visit} />;
}
