import { describe, expect, it, vi } from 'vitest';
import { OWN_SWITCHES } from './launch.ts';

// The rules are asked without a running Electron; the journeys meet them in a real one.
vi.mock('electron', () => ({ app: {}, protocol: {} }));
const { isCameraSimulated, isOurPage, refusedSwitch } = await import('./security.ts');
const { WITHOUT_DISPLAY } = await import('./without-display.ts');

describe('the command line of a packaged kiosk', () => {
  const given = (name: string) => (asked: string) => asked === name;
  const started = (...args: string[]) => ['/opt/morprom-kiosk/morprom-kiosk', ...args];

  it.each([
    'remote-debugging-port=9222',
    'remote-debugging-pipe',
    'inspect',
    'inspect-brk=0.0.0.0:9229',
    'inspect-port=1',
    'js-flags=--expose-gc',
    'no-sandbox',
    'disable-gpu-sandbox',
    'disable-web-security',
    'gpu-launcher=/tmp/program',
    'renderer-cmd-prefix=/tmp/program',
    'utility-cmd-prefix=/tmp/program',
    'browser-subprocess-path=/tmp/program',
    'load-extension=/tmp/extension',
    'log-net-log=/tmp/log.json',
    'enable-logging',
    'password-store=basic',
    'proxy-server=evil.example',
    'host-resolver-rules=MAP * evil.example',
    'ignore-certificate-errors',
    'kiosk-settings=/tmp/settings.json',
    'user-data-dir=/tmp/elsewhere',
    'type=renderer',
    'a-switch-that-nobody-knows-yet',
  ])('refuses --%s, which a development kiosk takes', (given) => {
    const [name] = given.split('=');
    for (const hyphens of ['--', '-']) {
      expect(refusedSwitch(true, started(`${hyphens}${given}`), 'linux')).toBe(name);
      expect(refusedSwitch(false, started(`${hyphens}${given}`), 'linux')).toBeNull();
    }
  });

  it('refuses a switch however it is written: behind good ones, with blanks, on Windows with a slash or in large letters', () => {
    expect(refusedSwitch(true, started('--kiosk-mode', ' --inspect '), 'linux')).toBe('inspect');
    for (const written of ['/inspect', '--Inspect', '-INSPECT=1'])
      expect(refusedSwitch(true, started(written), 'win32')).toBe('inspect');
  });

  it('takes its own switches, what a display or a screen reader needs, and what is no switch', () => {
    const own = OWN_SWITCHES.map((name) => `--${name}=/home/kiosk/a-value`);
    expect(refusedSwitch(true, started(...own), 'linux')).toBeNull();
    const needed = [
      '--lang=th',
      '--force-renderer-accessibility',
      '--ozone-platform=wayland',
      '/home/kiosk/file',
    ];
    expect(refusedSwitch(true, started(...needed), 'linux')).toBeNull();
    expect(refusedSwitch(true, started('--diagnose', ...WITHOUT_DISPLAY), 'linux')).toBeNull();
    expect(refusedSwitch(true, started('--KIOSK-MODE'), 'win32')).toBeNull();
  });

  it.each(['use-fake-device-for-media-stream', 'use-file-for-fake-video-capture'])(
    'knows --%s for a simulated camera, which only training may have',
    (name) => {
      expect(isCameraSimulated(given(name))).toBe(true);
      expect(isCameraSimulated(given('lang'))).toBe(false);
      expect(refusedSwitch(true, started(`--${name}`), 'linux')).toBeNull();
    },
  );
});

describe('our own page', () => {
  it('is the app on our scheme and nothing that looks like it', () => {
    expect(isOurPage('kiosk://app/index.html')).toBe(true);
    for (const url of ['kiosk://engine/index.html', 'https://kiosk/app/', 'kiosk://app.example/'])
      expect(isOurPage(url)).toBe(false);
  });
});
