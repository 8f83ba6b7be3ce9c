import { type Deed, press, type, waitFor } from './show-ready.ts';

/** Screens that are another one until something is done on it: which, and what. */
const OVER: Readonly<Record<string, { screen: string; deeds: readonly Deed[] }>> = {
  'person-needed-signs': {
    screen: 'person-needed',
    deeds: [press('person-supervisor'), press('reason-match-by-eye'), press('exception-same')],
  },
  'person-needed-refer': { screen: 'person-needed', deeds: [press('refer')] },
  'approval-represented-filled': {
    screen: 'approval-represented',
    deeds: [
      press('card-of-citizen'),
      press('relation-parent'),
      type('representative-name', 'สมศรี ศรีสุขประเสริฐ'),
    ],
  },
  'approval-represented-signs': {
    screen: 'approval-represented',
    deeds: [
      press('card-of-citizen'),
      press('relation-parent'),
      type('representative-name', 'สมศรี ศรีสุขประเสริฐ'),
      press('approval-ask'),
    ],
  },
  'approval-represented-wrong-card': {
    screen: 'approval-represented',
    deeds: [press('card-of-representative')],
  },
  'details-done': { screen: 'done', deeds: [press('save-slip')] },
  'details-reader': { screen: 'card-problem-reader', deeds: [] },
  'face-away': { screen: 'face-straight', deeds: [waitFor('face-away')] },
  'failed-command': { screen: 'consent', deeds: [] },
};

const choosePin = (pin: string): readonly Deed[] => [
  ...Array.from(pin, (digit) => press(`pin-${digit}`)),
  press('choose-pin-enter'),
];

/** Screens of staff between visits, each with what is done on it first. */
const BETWEEN_VISITS: Readonly<Record<string, readonly Deed[]>> = {
  'set-up': [],
  'set-up-refused': [],
  'sign-in': [],
  'sign-in-pin': [press('staff-op1')],
  'sign-in-locked': [press('staff-op2')],
  'choose-pin': [],
  'choose-pin-again': choosePin('314159'),
  'choose-pin-weak': choosePin('123456'),
  'choose-pin-mismatch': [...choosePin('314159'), ...choosePin('314158')],
  'pin-change': [],
  details: [],
  diagnosis: [],
  'details-near-limit': [],
  'details-frozen': [],
  'details-locked': [],
  desk: [],
  'desk-unconfirmed': [press('tab-unconfirmed')],
  'desk-parked': [press('tab-parked')],
  'desk-call-backs': [press('tab-callBacks')],
  'desk-exceptions': [press('tab-exceptions')],
  'desk-loading': [],
  'desk-failed': [],
  'sign-in-failed': [],
  'desk-search-help': [type('desk-search', 'สมหญิง')],
  'desk-empty': [],
  'desk-parked-empty': [press('tab-parked')],
  report: [],
  'report-week': [press('tab-week')],
  'report-loading': [],
  'report-empty': [],
  'report-offline': [press('tab-facility')],
  'report-facility': [press('tab-facility')],
  'report-figures': [press('tab-figures'), press('tab-week')],
  'report-figures-month': [press('tab-figures'), press('tab-month')],
  'report-figures-empty': [press('tab-figures')],
  'report-people': [press('tab-people')],
  'report-people-add': [press('tab-people'), press('add-person')],
  'report-people-edit': [press('tab-people'), press('edit-op2')],
  'report-audit': [press('tab-audit')],
  'report-audit-broken': [press('tab-audit')],
  'report-rules': [press('tab-rules')],
  'report-keep': [press('tab-keep')],
};

/** Names of the screens that no step of a visit has. */
export const OTHER_SCREENS: readonly string[] = [...Object.keys(BETWEEN_VISITS), ...Object.keys(OVER)];

/** The step of the visit that a screen shows; its own name where it is one. */
export const stepBelow = (screen: string): string => OVER[screen]?.screen ?? screen;

export const deedsOn = (screen: string): readonly Deed[] =>
  BETWEEN_VISITS[screen] ?? OVER[screen]?.deeds ?? [];
