import type { Answer, KioskBridge } from '../../contract/index.ts';
import { DIAGNOSIS } from './diagnosis-sample.ts';
import { EMPTY_REPORT, emptyFigures, facilityIn, figuresIn, reportIn } from './figures-samples.ts';
import { AUDIT, DESK, EMPTY_DESK, PEOPLE, RULES } from './office-samples.ts';
import { STAFF, STATUS } from './samples.ts';

const yes = <Output>(value: Output): Promise<Answer<Output>> => Promise.resolve({ ok: true, value });
const nothing = () => yes<void>(undefined);

/** A trusted side that agrees to everything and does nothing, so that screens can be looked at. */
const fakeBridge: KioskBridge = {
  getVisit: () => yes({ step: 'idle' }),
  getStatus: () => yes(STATUS),
  setUp: () =>
    Promise.resolve({ ok: false, error: { code: 'PROVISIONING_INVALID', details: { reason: 'code-used' } } }),
  listStaff: () => yes(STAFF),
  signIn: () => Promise.resolve({ ok: false, error: { code: 'SIGN_IN_WRONG', details: { left: 3 } } }),
  signOut: nothing,
  choosePin: () => Promise.resolve({ ok: false, error: { code: 'PIN_SAME' } }),
  answerIdentity: nothing,
  answerConsent: nothing,
  submitFrames: nothing,
  reportCamera: nothing,
  chooseCamera: nothing,
  decideAsSupervisor: nothing,
  answerLook: nothing,
  answerPersonNeeded: nothing,
  askForHelp: nothing,
  referVisit: nothing,
  cancelVisit: nothing,
  askMoreTime: nothing,
  keepComfort: nothing,
  tellFailure: nothing,
  unlockStaff: nothing,
  loadDesk: () => yes(DESK),
  sendAgain: nothing,
  closeCase: nothing,
  closeCallBack: nothing,
  loadPeople: () => yes(PEOPLE),
  editStaff: () => Promise.resolve({ ok: false, error: { code: 'LAST_SUPERVISOR' } }),
  exportPending: () =>
    yes({ file: '/media/kiosk/USB/morprom-records-2026-11-22-07-05.jws', records: 2, sameDisk: false }),
  backUpVault: () =>
    Promise.resolve({ ok: false, error: { code: 'DRIVE_FAILED', details: { reason: 'ENOSPC' } } }),
  loadFigures: ({ period }) => yes(figuresIn(period)),
  saveFigures: () => yes({ file: '/home/kiosk/Documents/morprom-week-2026-11-22-07-05.xlsx' }),
  loadAudit: () => yes(AUDIT),
  loadRules: () => yes(RULES),
  makeSlip: () => yes('file'),
  saveSlip: () =>
    yes({
      file: '/media/kiosk/USB/morprom-slip-7f3a91c2-2026-11-22-07-05.pdf',
      records: null,
      sameDisk: false,
    }),
  sendNow: nothing,
  loadReport: ({ period }) => yes(reportIn(period)),
  loadFacility: ({ period }) => yes(facilityIn(period)),
  getLastVisit: () => yes(null),
  loadDiagnosis: () => yes(DIAGNOSIS),
  testCard: () =>
    yes({
      reader: 'Feitian R502',
      card: { atr: '3B781800000073C84013009000', textMs: 720, photoMs: 2640 },
      error: null,
    }),
  saveDiagnosis: () =>
    yes({ file: '/media/kiosk/USB/morprom-diagnosis-2026-11-22-07-05.json', records: null, sameDisk: false }),
  on: () => () => {},
};

const failing = () => Promise.resolve({ ok: false, error: { code: 'INTERNAL' } } as const);
const never = () => new Promise<never>(() => {});

/** Notes what is asked at the root of the page, for tests of what a press or a key does. */
function noting(bridge: KioskBridge): KioskBridge {
  const { dataset } = document.documentElement;
  return new Proxy(bridge, {
    get(target, name: keyof KioskBridge) {
      if (name !== 'on') dataset.asked = `${dataset.asked ?? ''} ${name}`.trim();
      return target[name];
    },
  });
}

/** Where the screen is about an answer that has not come, says nothing yet or is bad, or of a centre that is away. */
export const bridgeAt = (screen: string): KioskBridge => noting(answersAt(screen));

function answersAt(screen: string): KioskBridge {
  if (screen === 'done-printed') return { ...fakeBridge, makeSlip: () => yes('printed') };
  if (screen.endsWith('-loading')) return { ...fakeBridge, loadDesk: never, loadReport: never };
  if (screen.endsWith('-failed')) return { ...fakeBridge, loadDesk: failing, listStaff: failing };
  if (screen.endsWith('-offline'))
    return {
      ...fakeBridge,
      loadFacility: () => yes({ counts: null, error: { code: 'CENTRE_UNREACHABLE' } }),
    };
  if (screen.endsWith('-empty'))
    return {
      ...fakeBridge,
      loadDesk: () => yes(EMPTY_DESK),
      loadFigures: ({ period }) => yes(emptyFigures(period)),
      loadReport: () => yes(EMPTY_REPORT),
    };
  if (screen.endsWith('-broken'))
    return {
      ...fakeBridge,
      loadAudit: () => yes({ ...AUDIT, chain: { sound: false, brokenAt: 311 } }),
    };
  return fakeBridge;
}
