import { describe, expect, it, vi } from 'vitest';

// The rules are asked without a running Electron; the journeys meet them in a real one.
vi.mock('electron', () => ({ app: {}, protocol: {} }));
const { isCameraSimulated, isOurPage, refusedSwitch } = await import('./security.ts');

describe('the command line of a packaged kiosk', () => {
  const given = (name: string) => (asked: string) => asked === name;

  it.each(['remote-debugging-port', 'remote-debugging-pipe', 'inspect', 'no-sandbox'])(
    'refuses --%s, which a development kiosk takes',
    (name) => {
      expect(refusedSwitch(true, given(name))).toBe(name);
      expect(refusedSwitch(false, given(name))).toBeNull();
    },
  );

  it.each(['use-fake-device-for-media-stream', 'use-file-for-fake-video-capture'])(
    'knows --%s for a simulated camera, which only training may have',
    (name) => {
      expect(isCameraSimulated(given(name))).toBe(true);
      expect(isCameraSimulated(given('lang'))).toBe(false);
    },
  );

  it('takes switches that fake nothing', () => {
    expect(refusedSwitch(true, given('lang'))).toBeNull();
  });
});

describe('our own page', () => {
  it('is the app on our scheme and nothing that looks like it', () => {
    expect(isOurPage('kiosk://app/index.html')).toBe(true);
    for (const url of ['kiosk://engine/index.html', 'https://kiosk/app/', 'kiosk://app.example/'])
      expect(isOurPage(url)).toBe(false);
  });
});
