import { describe, expect, it } from 'vitest';
import { createCameraChoice } from './camera-choice.ts';

const settings = () => {
  const kept = new Map<string, string>();
  return {
    get: (name: string) => kept.get(name) ?? null,
    set: (name: string, value: string) => void kept.set(name, value),
  };
};

const ANY = { refused: [], allowed: null };

describe('the camera', () => {
  it('is the one that was chosen here', () => {
    const choice = createCameraChoice(settings(), {}, { refused: ['obs'], allowed: null });
    expect(choice.view()).toEqual({ chosen: null, refused: ['obs'], allowed: null });
    choice.choose('C920');
    expect(choice.view().chosen).toBe('C920');
  });

  it('is the one that IT has laid down, whatever was chosen, and nobody chooses another', () => {
    const kept = settings();
    createCameraChoice(kept, {}, ANY).choose('C920');
    const choice = createCameraChoice(kept, { camera: 'Brio' }, ANY);
    expect(choice.view().chosen).toBe('Brio');
    expect(() => choice.choose('C920')).toThrow(
      expect.objectContaining({ code: 'REQUEST_INVALID', details: { reason: 'locked' } }),
    );
  });

  it('is none that the facility may not use', () => {
    const choice = createCameraChoice(settings(), {}, { refused: [], allowed: ['brio'] });
    expect(() => choice.choose('HD Pro Webcam C920')).toThrow(
      expect.objectContaining({ code: 'CAMERA_NOT_ALLOWED' }),
    );
    choice.choose('Logitech BRIO (046d:085e)');
    expect(choice.view().chosen).toBe('Logitech BRIO (046d:085e)');
  });
});
