import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { trustOurScripts } from '../contract/index.ts';
import { App, Failure } from './app/index.ts';
import { createCaptureSession } from './capture/index.ts';
import { connect, createKioskStore, watchCamera } from './state/index.ts';
import { browserVoice } from './voice/index.ts';

trustOurScripts(globalThis, location.href);
const element = document.getElementById('root');
if (!element) throw new Error('index.html has no #root');

function showFailure(fault: unknown): void {
  void window.kiosk?.tellFailure({ fault: fault instanceof Error ? fault.name : 'unknown' });
  const language = document.documentElement.lang === 'en' ? 'en' : 'th';
  // React takes a broken tree away; the words come in a tree of their own.
  queueMicrotask(() => {
    if (element)
      createRoot(element).render(<Failure language={language} startAgain={() => location.reload()} />);
  });
}

const { kiosk } = window;
if (kiosk) {
  const store = createKioskStore(kiosk);
  connect(store, kiosk);
  watchCamera(store, navigator.mediaDevices);
  createRoot(element, { onUncaughtError: showFailure }).render(
    <StrictMode>
      <App store={store} startCapture={createCaptureSession} voice={browserVoice()} />
    </StrictMode>,
  );
} else {
  showFailure(new Error('the page has no bridge'));
}
