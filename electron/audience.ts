import {
  type CitizenStepName,
  type KioskStatus,
  type PageView,
  STAFF_STEPS,
  type StaffTurnView,
  type StaffView,
  type Surface,
  type UnderWayView,
  type VisitView,
} from '../contract/index.ts';

type StaffStep = Extract<VisitView, { step: (typeof STAFF_STEPS)[number] }>;
type CitizenStep = Extract<VisitView, { step: CitizenStepName }>;

/** The citizen's window knows that somebody is signed in, not who. */
const SOMEBODY: StaffView = { id: 'staff', name: '', role: 'operator' };

/** What a window with this surface is told of the visit. */
export function viewFor(surface: Surface, view: VisitView): PageView {
  if (surface === 'shared' || view.step === 'idle') return view;
  if (isForStaff(view)) return surface === 'counter' ? view : staffTurn(view);
  return surface === 'citizen' ? view : underWay(view);
}

/** What it is told of the machine: the citizen's window nothing of the staff, their work, or the device's number. */
export function statusFor(surface: Surface, status: KioskStatus): KioskStatus {
  if (surface !== 'citizen') return { ...status, surface };
  return {
    ...status,
    surface,
    deviceId: null,
    operator: status.operator && SOMEBODY,
    centre: { ...status.centre, lastSyncAt: null, error: null },
    outbox: { waiting: 0, parked: 0, oldestAt: null, warning: null, frozen: null },
    locked: [],
    ignoredFile: null,
  };
}

const isForStaff = (view: VisitView): view is StaffStep =>
  (STAFF_STEPS as readonly VisitView['step'][]).includes(view.step);

function staffTurn(view: StaffStep): StaffTurnView {
  if (view.step === 'operator-look') return { step: 'staff-turn', why: 'look' };
  const aboutFace = view.step === 'person-needed' && view.reason.code.startsWith('FACE_');
  return { step: 'staff-turn', why: aboutFace ? 'face-not-confirmed' : 'help' };
}

function underWay(view: CitizenStep): UnderWayView {
  return {
    step: 'under-way',
    doing: hasCardOut(view) ? 'done-card-out' : view.step,
    deadlineAt: 'deadlineAt' in view ? view.deadlineAt : null,
    trouble: troubleOf(view),
    staffCanHelp: canBeHelped(view),
  };
}

/** The citizen's own card; another one may be in already. */
const hasCardOut = (view: CitizenStep): boolean =>
  view.step === 'done' && (view.deadlineAt !== null || view.nextCardIn);

function troubleOf(view: CitizenStep): UnderWayView['trouble'] {
  switch (view.step) {
    case 'card-problem':
      return view.error;
    case 'face':
      return view.camera ? { code: view.camera } : view.hint;
    case 'ended':
      return view.reason;
    default:
      return null;
  }
}

function canBeHelped(view: CitizenStep): boolean {
  if (view.step === 'card-problem') return view.staffCanHelp;
  return view.step === 'confirm-identity' || view.step === 'consent' || view.step === 'face';
}
