import { enAudit } from './en-audit.ts';
import { enDiagnosis } from './en-diagnosis.ts';
import { enExceptions } from './en-exceptions.ts';
import { enFace } from './en-face.ts';
import { enOffice } from './en-office.ts';
import { enPin } from './en-pin.ts';
import { enSetUp } from './en-set-up.ts';
import { enTime } from './en-time.ts';
import { enTwoWindows } from './en-two-windows.ts';
import type { Words } from './words.ts';

export const en: Words = {
  service: 'Mor Prom Digital ID',
  starting: 'Starting. One moment, please',
  cancel: 'Cancel',

  failure: {
    title: 'This screen has failed',
    lead: (seconds) => `It starts again by itself in ${seconds} seconds. Your visit is not lost.`,
    again: 'Start the screen again',
  },
  tryAgain: 'Try again',

  ...enTime,

  slip: {
    training: 'Training: not for real use',
    code: 'Your confirmation code',
    steps: [
      'Open Mor Prom and scan the code on the screen',
      'Type this code in the app',
      'Take your ID card back',
    ],
    until: (date: string) => `Valid until ${date}`,
    reference: (reference: string) => `Reference ${reference}`,
    secret: 'Please give this code to nobody else',
  },

  stages: {
    label: 'Steps',
    card: 'Card',
    identity: 'Details',
    consent: 'Consent',
    face: 'Face',
    done: 'QR code',
  },

  comfort: {
    label: 'Display',
    otherLanguage: 'ภาษาไทย',
    contrast: 'High contrast',
    textSize: 'Larger text',
    motion: 'Less motion',
    silent: 'No sound',
  },

  idle: {
    title: 'Verify your identity for Mor Prom Digital ID',
    lead: 'Insert your Thai ID card, chip first',
    note: 'You are always asked for your consent before a picture of your face is taken.',
  },

  reading: {
    title: 'Reading your card',
    lead: 'Please leave it in',
  },

  identity: {
    title: 'Is this you?',
    cid: 'Citizen ID',
    photoAlt: 'Photo on the ID card',
    photoComing: 'Reading the photo',
    otherVisit: 'This is a new visit. The one before ended without a code, because its card was taken out',
    yes: 'Yes, this is me',
    no: 'No',
  },

  consent: {
    title: 'We ask to use a picture of your face',
    purpose: 'Only to compare it with the photo on your card',
    keeping: 'It is sent encrypted, and deleted from this machine once delivered',
    freedom: 'You may decline and still receive care as usual',
    version: (version) => `Consent text, version ${version}`,
    agree: 'I agree',
    decline: 'I decline',
  },

  waitingPhoto: {
    title: 'Reading the photo on your card',
    lead: 'Please leave the card in. The picture of your face comes next',
    cameraNext: 'Getting the camera ready',
  },

  ...enFace,

  comparing: {
    title: 'Checking',
    lead: 'One moment, please. Leave the card in',
  },

  saving: {
    title: 'Saving and making your code',
    lead: 'One moment, please. Leave the card in',
  },

  done: {
    title: 'Your identity is verified',
    qrAlt: 'QR code for the Mor Prom app',
    code: 'Confirmation code',
    codeOnSlip: 'Your confirmation code is on the slip',
    noSlip: 'No slip came out: show the code',
    scan: 'Open Mor Prom and scan this code',
    enterCode: 'Enter your code in the app',
    takeCard: 'Take your ID card',
    cardTaken: 'You have taken your card',
    thanks: 'Thank you',
    nextCard: "The card that is in is the next person's",
    level: (level) => `Identity level ${level}`,
    levelPending: (level) => `Becomes level ${level} once the card's status is checked`,
  },

  ended: {
    declined: 'You chose not to agree',
    declinedLead: 'No picture of your face was taken or kept. You still receive care as usual',
    faceNotConfirmed: 'We could not confirm your face. You did nothing wrong',
    staffContinue: 'Staff will continue with you',
    referred: 'The staff have taken up your case',
    notCompleted: 'Your identity could not be verified this time',
    takeCard: 'Please take your card. Thank you',
  },

  cardProblem: {
    title: 'We cannot start yet',
    again: 'Please try again',
    goesAway: 'This screen goes on by itself once it is put right',
  },

  remedy: {
    citizen: 'You can put this right yourself',
    operator: 'A member of staff will help you',
    supervisor: 'The supervisor will put this right',
    it: 'IT support will put this right',
  },
  remedyForStaff: {
    citizen: 'Put right by: the citizen',
    operator: 'Put right by: the operator',
    supervisor: 'Put right by: the supervisor',
    it: 'Put right by: IT support',
  },
  machineTrouble: 'Staff must see to this machine first. You did nothing wrong',
  errorCode: (code) => `Code ${code}`,
  dismiss: 'I see',

  staffBand: {
    label: 'For staff',
    citizenWaits: 'A member of staff is checking. One moment, please',
  },

  signIn: {
    title: 'Staff sign-in',
    who: 'Choose your name',
    loading: 'Reading the list of staff',
    nobody: 'This device has no list of staff yet. Please call IT',
    pin: (name) => `PIN of ${name}`,
    pinLength: (entered) => `${entered} digits entered`,
    enter: 'Sign in',
    locked: 'Locked',
    unlock: (name) => `This account is locked. A supervisor (${name}) unlocks it with their PIN`,
    unlockEnter: 'Unlock',
    noSupervisor:
      'This account is locked and there is no other supervisor. Ask the centre for a new provisioning file with a new PIN.',
    erase: 'Erase one digit',
    checking: 'Checking the PIN',
  },
  role: { operator: 'Operator', supervisor: 'Supervisor' },

  look: {
    title: 'Compare the person with both pictures',
    reference: 'Photo on the card',
    probe: 'Camera picture',
    comparison: 'Face comparison',
    zone: {
      accept: 'Match',
      look: 'Close. Look carefully',
      refuse: 'No match',
    },
    score: (score, threshold) => `Score ${score} (threshold ${threshold})`,
    liveness: 'Live person at the camera',
    livenessOutcome: {
      live: 'Passed',
      'not-live': 'Not passed',
      'not-done': 'Not checked',
    },
    challenges: (passed, total) => `Followed ${passed} of ${total} instructions`,
    samePerson: 'It is the same person',
    noMask: 'No mask, and no photo held up',
    confirm: 'Confirm',
    refuse: 'Do not confirm',
  },

  personNeeded: {
    title: 'The citizen needs your help',
    faceAdvice: 'Check light, distance, mask and dark glasses, then let them try again.',
    otherAdvice: 'Put right what the message says, then let them try again.',
    noRetryAdvice: 'This visit cannot be retried. End it and insert the card again.',
    endAdvice: 'If you end the visit, no token is issued.',
    retryIn: (seconds) => `You can try again in ${seconds} seconds`,
    retry: 'Try again',
    end: 'End the visit',
    supervisor: 'Supervisor decides',
    supervisorAdvice: 'Too many tries have failed. A supervisor decides how to go on.',
    failed: (failed) => `${failed} tries have failed`,
  },

  header: {
    notProvisioned: 'No facility set up yet',
    training: 'Training',
    reader: 'Card reader',
    readerState: {
      ready: 'Reader ready',
      missing: 'No reader',
      refused: 'Reader not allowed',
      busy: 'Reader in use',
      stopped: 'Reader stopped',
    },
    readerSimulated: 'Simulated reader',
    camera: 'Camera',
    cameraState: { ready: 'Camera ready', missing: 'No camera', unknown: 'Checking camera' },
    cameraSimulated: 'Simulated camera',
    centre: 'Centre',
    centreState: { online: 'Online', offline: 'Offline', unregistered: 'Not registered', revoked: 'Revoked' },
    outbox: 'Outbox',
    waiting: (waiting) => (waiting === 0 ? 'All sent' : `${waiting} waiting`),
    parked: (parked) => `${parked} parked`,
    frozen: {
      count: (waiting) => `${waiting} over limit`,
      age: (waiting) => `${waiting} waiting too long`,
      disk: () => 'Disk full',
    },
    nearLimit: {
      count: (waiting) => `${waiting} waiting, near limit`,
      age: (waiting) => `${waiting} waiting long`,
      disk: () => 'Disk nearly full',
    },
    signedOut: 'Not signed in',
    report: 'Report',
    more: 'Show the state in detail',
  },

  details: {
    title: 'State of this device',
    device: 'Device',
    facility: 'Facility',
    lastSync: (when) => `Last contact ${when}`,
    training: 'Training: nothing here counts in the reports',
    neverSynced: 'Never in contact yet',
    outbox: (waiting, parked) => `${waiting} waiting · ${parked} parked`,
    oldest: (when) => `Oldest ${when}`,
    sendNow: 'Send now',
    operator: 'Operator',
    signOut: 'Sign out',
    lastVisit: 'Last visit',
    noVisit: 'No visit yet',
    slip: 'Slip',
    saveSlip: 'Save the slip as a file',
    slipSaved: (file) => `Saved at ${file}`,
    slipNotSaved: 'No place was chosen; nothing was written',
    outcome: {
      verified: 'Verified',
      referred: 'Referred to staff',
      refused: 'Not confirmed',
      declined: 'Citizen declined',
      failed: 'Not completed',
    },
    recordState: {
      queued: 'Waiting',
      leased: 'Being sent',
      received: 'Received by the centre',
      parked: 'Parked',
    },
    locked: (names: string) => `Laid down by IT: ${names}`,
    versions: (app, policy) => `Program ${app} · policy ${policy}`,
    diagnosis: 'Look at the machine',
    close: 'Close',
  },

  ...enAudit,
  ...enDiagnosis,
  ...enExceptions,
  ...enOffice,
  ...enPin,
  ...enSetUp,
  ...enTwoWindows,
};
