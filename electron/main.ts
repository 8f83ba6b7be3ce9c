import path from 'node:path';
import { app, BrowserWindow, dialog, Menu, session, type WebContents } from 'electron';
import {
  describeError,
  type ErrorReport,
  EVENTS,
  type Events,
  KioskError,
  reportError,
  type Surface,
} from '../contract/index.ts';
import { assembleKiosk } from './assemble.ts';
import { sendEvent, serveBridge } from './bridge.ts';
import { forgetAnswer, writeAnswer } from './diagnosis-answer.ts';
import type { Kiosk } from './kiosk.ts';
import { codeOf, createLog } from './log.ts';
import { managedSettings, underManaged } from './managed-settings.ts';
import { type DiagnosisOptions, lookWithoutKiosk, runDiagnosis } from './run-diagnosis.ts';
import { createSetUp, SetUpNeeded } from './set-up-side.ts';
import {
  allowOnlyTheCamera,
  chooseFile,
  createKioskWindow,
  cutOffFromNetwork,
  declareScheme,
  findPlaces,
  isCameraSimulated,
  isOurPage,
  lacksDisplay,
  openKioskWindows,
  readLaunch,
  refusedSwitch,
  runWithoutDisplay,
  serveScheme,
  stayInside,
} from './shell/index.ts';

const launch = readLaunch(process.argv, {
  profile: app.getPath('userData'),
  reports: app.getPath('documents'),
});
app.setPath('userData', launch.profile);
const log = createLog(launch.profile);
/** Until then no window closes in kiosk mode. */
let quitting = false;

// MediaPipe draws with WebGL even when it counts on the processor; a kiosk without a GPU needs the software renderer.
app.commandLine.appendSwitch('enable-unsafe-swiftshader');
// A session without a desktop names no keyring, and Chromium would do without one.
if (app.isPackaged && process.platform === 'linux')
  app.commandLine.appendSwitch('password-store', 'gnome-libsecret');
// Chromium speaks with a voice of the system only when it is told to.
if (process.platform === 'linux') app.commandLine.appendSwitch('enable-speech-dispatcher');
Menu.setApplicationMenu(null);
declareScheme();
stayInside();

const refused = refusedSwitch(app.isPackaged, process.argv);
// Pages that follow a face make much that is soon rubbish, and would let it grow to 16 MB each before it is looked through.
app.commandLine.appendSwitch('js-flags', '--max-semi-space-size=2');
if (refused) {
  log.error({ switch: refused }, 'refused to start: this switch is not one that an installed kiosk takes');
  app.exit(1);
} else if (launch.diagnose && lacksDisplay(process.argv, process.env)) {
  app.exit(runWithoutDisplay(process.argv));
} else if (launch.diagnose) {
  forgetAnswer(launch.profile);
  // A kiosk that runs hears of this start (`hearSecondStart`) and answers.
  const isAlone = app.requestSingleInstanceLock();
  void app.whenReady().then(() => tellDiagnosis(isAlone));
} else if (app.requestSingleInstanceLock()) {
  void app.whenReady().then(start);
} else {
  app.quit();
}

const pageFailed = (fault: string): void => log.error({ fault }, 'a page broke and starts again');

async function start(): Promise<void> {
  try {
    await openKiosk();
  } catch (fault) {
    giveUp(fault);
  }
}

function giveUp(fault: unknown): void {
  log.error({ fault: String(fault) }, 'the kiosk could not start');
  // Without a vault there is no screen to say it on; in both languages, for no one has chosen one yet.
  const { code, details } = reportError(fault);
  if (fault instanceof KioskError)
    dialog.showErrorBox(
      code,
      `${describeError({ code, details }, 'th')}\n\n${describeError({ code, details }, 'en')}`,
    );
  app.exit(1);
}

async function tellDiagnosis(isAlone: boolean): Promise<void> {
  app.exit(await runDiagnosis(diagnosisOptions(), isAlone));
}

function diagnosisOptions(): DiagnosisOptions {
  const places = findPlaces(app.getAppPath(), app.isPackaged, process.resourcesPath);
  return { launch, places, isPackaged: app.isPackaged, version: app.getVersion() };
}

async function openKiosk(): Promise<void> {
  const managed = await managedSettings(app.isPackaged, launch.settings);
  const places = findPlaces(app.getAppPath(), app.isPackaged, process.resourcesPath);
  const pages = session.fromPartition('kiosk', { cache: false });
  const engine = session.fromPartition('face-engine', { cache: false });
  for (const confined of [pages, engine]) {
    serveScheme(confined, places.roots);
    await cutOffFromNetwork(confined);
  }
  allowOnlyTheCamera(pages);

  const assemble = (fileText: string | null) =>
    assembleKiosk({
      launch: underManaged(launch, managed),
      managed,
      places,
      pageSession: pages,
      engineSession: engine,
      isPackaged: app.isPackaged,
      version: app.getVersion(),
      simulatedCamera: isCameraSimulated((name) => app.commandLine.hasSwitch(name)),
      fileText,
      onRefused: (reason) => {
        changing = setUpAnew(reason);
        changing.catch(giveUp);
      },
      pageFailed,
      log,
    });
  const waitForSetUp = (reason: ErrorReport | null) =>
    createSetUp({
      reason,
      version: app.getVersion(),
      async take(fileText) {
        await changing;
        serve(await assemble(fileText));
      },
      chooseFile: () => chooseFile('json'),
      diagnose: () => lookWithoutKiosk(diagnosisOptions()),
      pageFailed,
      now: () => new Date(),
    });
  /** What still has the vault open that the next one needs. */
  let changing: Promise<void> = Promise.resolve();
  const starting = assemble(null).catch((fault: unknown) => {
    if (!(fault instanceof SetUpNeeded)) throw fault;
    return waitForSetUp(fault.reason);
  });
  // Whoever starts the program again while this one is still starting waits for it.
  app.on(
    'second-instance',
    (_event, argv) =>
      void starting.then(
        () => hearSecondStart(argv),
        () => {},
      ),
  );
  let kiosk = await starting;
  const kioskMode = app.isPackaged || launch.kioskMode;
  const windows = openKioskWindows({
    open: (place) =>
      createKioskWindow({
        place,
        session: pages,
        preload: path.join(places.dist, 'electron', 'preload.cjs'),
        kioskMode,
        devTools: !app.isPackaged,
        mayClose: () => quitting,
        onCrash: (reason) => log.error({ reason }, 'the page was started again'),
      }),
    useSecondDisplay: kioskMode,
    onChange: () => EVENTS.forEach(tellAll),
  });
  serveBridge({
    handlers: () => kiosk.handlers,
    isOurPage,
    surfaceOf: windows.surfaceOf,
    onFault: (fault, command) => log.error({ fault: String(fault), command }, 'a command failed'),
  });
  const { counter } = windows;
  counter.once('ready-to-show', () => kiosk.noteStarted());
  kiosk.onChange(tellAll);
  quitWith(() => kiosk.stop());

  /** Somebody has started the program beside this kiosk, which goes on meanwhile. */
  function hearSecondStart(argv: readonly string[]): void {
    if (argv.includes('--backup')) void backUp(kiosk);
    else if (argv.includes('--diagnose')) void answerDiagnosis(kiosk);
    else counter.focus();
  }

  /** A machine that has just been set up goes on as a kiosk in the same window. */
  function serve(assembled: Kiosk): void {
    kiosk = assembled;
    kiosk.onChange(tellAll);
    kiosk.noteStarted();
    EVENTS.forEach(tellAll);
  }

  /** The centre did not take this machine: it asks for another file, or goes on as what it was before it moved. */
  async function setUpAnew(reason: ErrorReport): Promise<void> {
    log.warn(reason, 'the centre did not take this machine with its provisioning file');
    const refused = kiosk;
    serve(waitForSetUp(reason));
    await refused.stop();
    await assemble(null).then(serve, (fault: unknown) => {
      if (!(fault instanceof SetUpNeeded)) throw fault;
    });
  }

  function tellAll(event: keyof Events): void {
    for (const { page, surface } of windows.pages()) void tell(kiosk, event, page, surface);
  }
}

/** Each window is told its own view. */
async function tell(kiosk: Kiosk, event: keyof Events, page: WebContents, surface: Surface): Promise<void> {
  const { getVisit, getStatus } = kiosk.handlers;
  if (event === 'visit') sendEvent(page, event, await getVisit(undefined, surface));
  else sendEvent(page, event, await getStatus(undefined, surface));
}

/** The second start waits for the file: it can't be told otherwise. */
async function answerDiagnosis(kiosk: Kiosk): Promise<void> {
  await kiosk
    .diagnose()
    .then((diagnosis) => writeAnswer(launch.profile, diagnosis))
    .catch((fault) => log.error({ fault: codeOf(fault) }, 'the diagnosis could not be given'));
}

async function backUp(kiosk: Kiosk): Promise<void> {
  await kiosk.backUp().then(
    (file) => log.info({ file: path.basename(file) }, 'the vault was backed up'),
    (fault) => log.error({ fault: codeOf(fault) }, 'the vault could not be backed up'),
  );
}

function quitWith(stop: () => Promise<void>): void {
  app.on('window-all-closed', () => app.quit());
  app.once('before-quit', (event) => {
    quitting = true;
    event.preventDefault();
    for (const window of BrowserWindow.getAllWindows()) window.hide();
    void stop()
      .catch((fault: unknown) => log.error({ fault: String(fault) }, 'stopping failed'))
      .finally(() => app.exit(0));
  });
}
