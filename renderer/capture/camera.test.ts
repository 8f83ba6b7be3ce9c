import { describe, expect, it } from 'vitest';
import { isVirtual, problemOf } from './camera.ts';

describe('cameras', () => {
  it.each([
    'OBS Virtual Camera',
    'ManyCam Virtual Webcam',
    'XSplit VCam',
    'Snap Camera',
    'Dummy video device (0x0000)',
  ])('%s is known as virtual', (label) => {
    expect(isVirtual(label)).toBe(true);
  });

  it.each(['Logitech BRIO (046d:085e)', 'HD Pro Webcam C920', 'Integrated Camera', 'FaceTime HD Camera', ''])(
    '%s is taken for real',
    (label) => {
      expect(isVirtual(label)).toBe(false);
    },
  );

  it('that another program holds is told from one that is not there', () => {
    expect(problemOf(new DOMException('', 'NotReadableError'))).toBe('CAMERA_BUSY');
    expect(problemOf(new DOMException('', 'AbortError'))).toBe('CAMERA_BUSY');
    expect(problemOf(new DOMException('', 'NotFoundError'))).toBe('CAMERA_MISSING');
  });
});
