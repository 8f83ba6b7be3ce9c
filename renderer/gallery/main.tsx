import { createRoot } from 'react-dom/client';
import { App, Failure } from '../app/index.ts';
import type { Guidance } from '../capture/index.ts';
import { createKioskStore } from '../state/index.ts';
import { Catalogue } from './catalogue.tsx';
import { deedsOn, OTHER_SCREENS, stepBelow } from './deeds.ts';
import { drawnCapture } from './drawn-capture.ts';
import { drawnPhoto } from './drawn-face.ts';
import { bridgeAt } from './fake-bridge.ts';
import { STATUS, sampleScreens } from './samples.ts';
import { showReady } from './show-ready.ts';
import {
  cameraAt,
  choosingPinAt,
  lockedAt,
  operatorAt,
  outboxAt,
  pageOf,
  readerAt,
  setUpAt,
} from './staff-screens.ts';
import { surfaceAt, TWO_WINDOWS } from './two-windows.ts';

/**
 * The design system's page, never part of the kiosk: every screen with invented data.
 * `gallery/#screen=consent&language=en&contrast=high&text=large` shows one; without a screen, the catalogue.
 */
const wished = () => new URLSearchParams(location.hash.slice(1));
const comfortIn = (wish: URLSearchParams) =>
  ({
    contrast: wish.get('contrast') === 'high' ? 'high' : 'normal',
    textSize: wish.get('text') === 'large' ? 'large' : 'normal',
  }) as const;
const besidesComfort = (wish: URLSearchParams) => {
  const others = new URLSearchParams(wish);
  others.delete('contrast');
  others.delete('text');
  return others.toString();
};
const wish = wished();

const element = document.getElementById('root');
if (!element) throw new Error('index.html has no #root');

const screens = { ...sampleScreens(drawnPhoto(148, 178), drawnPhoto(640, 480)), ...TWO_WINDOWS };
const name = wish.get('screen');
const page = createRoot(element);

if (name === null) {
  window.addEventListener('hashchange', () => location.reload());
  document.documentElement.dataset.contrast = comfortIn(wish).contrast;
  page.render(<Catalogue screens={['failure', ...OTHER_SCREENS, ...Object.keys(screens)]} />);
} else if (name === 'failure') {
  page.render(
    <div data-step="failure" style={{ height: '100%' }}>
      <Failure language={wish.get('language') === 'en' ? 'en' : 'th'} startAgain={() => {}} />
    </div>,
  );
  // No store is there that would do it.
  const wearComfort = () => Object.assign(document.documentElement.dataset, comfortIn(wished()));
  window.addEventListener('hashchange', wearComfort);
  wearComfort();
  showReady([]);
} else {
  const store = createKioskStore(bridgeAt(name));
  store.setState({
    visit: screens[stepBelow(name)] ?? { step: 'idle' },
    status: {
      ...STATUS,
      surface: surfaceAt(name),
      ...(setUpAt(name) && { setUp: setUpAt(name), facility: null, deviceName: null }),
      operator: operatorAt(name),
      choosingPin: choosingPinAt(name),
      outbox: outboxAt(name),
      reader: readerAt(name),
      locked: lockedAt(name),
      training: wish.has('training'),
      simulated: { reader: !wish.has('real'), camera: !wish.has('real') },
    },
    camera: cameraAt(name),
    page: pageOf(name),
    language: wish.get('language') === 'en' ? 'en' : 'th',
    ...comfortIn(wish),
    notice: name === 'failed-command' ? { code: 'FACE_ENGINE_FAILED' } : null,
  });
  window.addEventListener('hashchange', () => {
    const other = wished();
    // What a screen takes over as it stands: whatever was pressed on it stays.
    if (besidesComfort(other) === besidesComfort(wish)) store.setState(comfortIn(other));
    else location.reload();
  });
  const startCapture = drawnCapture(wish.get('guidance') as Guidance | null, name === 'face-away');
  page.render(<App store={store} startCapture={startCapture} />);
  showReady(deedsOn(name));
}
