import { describe, expect, it } from 'vitest';
import { policySchema } from '../../contract/index.ts';
import policyJson from '../../resources/policy/2026-1.json' with { type: 'json' };
import { pickCamera, problemOf, whyNot } from './camera.ts';

const { virtualLabels: refused } = policySchema.parse(policyJson).camera;
const named = (...labels: string[]) => labels.map((label) => ({ label }));

describe('cameras', () => {
  it.each([
    'OBS Virtual Camera',
    'OBS-Camera',
    'ManyCam Virtual Webcam',
    'XSplit VCam',
    'Snap Camera',
    'NVIDIA Broadcast',
    'Dummy video device (0x0000)',
  ])('%s is known as virtual', (label) => {
    expect(whyNot(label, { refused, allowed: null })).toBe('CAMERA_VIRTUAL');
    expect(whyNot(label, { refused: [], allowed: null })).toBeNull();
  });

  it.each([
    'Logitech BRIO (046d:085e)',
    'HD Pro Webcam C920',
    'Jobs Webcam',
    'Integrated Camera',
    'FaceTime HD Camera',
    '',
  ])('%s is taken for real', (label) => {
    expect(whyNot(label, { refused, allowed: null })).toBeNull();
  });

  it('are used as chosen; another real one stands in where the chosen one is not attached', () => {
    const cameras = named('OBS Virtual Camera', 'Integrated Camera', 'HD Pro Webcam C920');
    const pick = (chosen: string | null) => pickCamera(cameras, { chosen, refused, allowed: null })?.label;
    expect(pick('HD Pro Webcam C920')).toBe('HD Pro Webcam C920');
    expect(pick(null)).toBe('Integrated Camera');
    expect(pick('Logitech BRIO')).toBe('Integrated Camera');
    expect(pick('OBS Virtual Camera')).toBe('Integrated Camera');
    expect(pickCamera(named('OBS Virtual Camera'), { chosen: null, refused, allowed: null })).toBeNull();
  });

  it('are those alone that the facility may use, where it says which', () => {
    const wish = { chosen: null, refused, allowed: ['brio', 'c920'] };
    const cameras = named('OBS Virtual Camera', 'Integrated Camera', 'HD Pro Webcam C920');
    expect(pickCamera(cameras, wish)?.label).toBe('HD Pro Webcam C920');
    expect(pickCamera(named('Integrated Camera'), wish)).toBeNull();
    expect(whyNot('Integrated Camera', wish)).toBe('CAMERA_NOT_ALLOWED');
    expect(whyNot('OBS Virtual C920', wish)).toBe('CAMERA_VIRTUAL');
  });

  it('that are held, forbidden or not there are told from one another', () => {
    const problem = (name: string) => problemOf(new DOMException('', name));
    expect(problem('NotReadableError')).toBe('CAMERA_BUSY');
    expect(problem('AbortError')).toBe('CAMERA_BUSY');
    expect(problem('NotAllowedError')).toBe('CAMERA_DENIED');
    expect(problem('NotFoundError')).toBe('CAMERA_MISSING');
  });
});
