import { describe, expect, it } from 'vitest';
import { lacksDisplay } from './without-display.ts';

describe.runIf(process.platform === 'linux')('a start that shows nothing', () => {
  it.each([
    ['over ssh', {}, true],
    ['with an empty word for it', { DISPLAY: '' }, true],
    ['under X', { DISPLAY: ':0' }, false],
    ['under Wayland', { WAYLAND_DISPLAY: 'wayland-0' }, false],
  ])('lacks a display: %s', (_where, environment, lacks) => {
    expect(lacksDisplay(['morprom-kiosk', '--diagnose'], environment)).toBe(lacks);
  });

  it('is started anew once only', () => {
    expect(lacksDisplay(['morprom-kiosk', '--diagnose', '--ozone-platform=headless'], {})).toBe(false);
  });
});
