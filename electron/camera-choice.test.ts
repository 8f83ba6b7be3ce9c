import { describe, expect, it } from 'vitest';
import { createCameraChoice } from './camera-choice.ts';

const settings = () => {
  const kept = new Map<string, string>();
  return {
    get: (name: string) => kept.get(name) ?? null,
    set: (name: string, value: string) => void kept.set(name, value),
  };
};

describe('the camera', () => {
  it('is the one that was chosen here', () => {
    const choice = createCameraChoice(settings(), {}, ['obs']);
    expect(choice.view()).toEqual({ chosen: null, refused: ['obs'] });
    choice.choose('C920');
    expect(choice.view().chosen).toBe('C920');
  });

  it('is the one that IT has laid down, whatever was chosen, and nobody chooses another', () => {
    const kept = settings();
    createCameraChoice(kept, {}, []).choose('C920');
    const choice = createCameraChoice(kept, { camera: 'Brio' }, []);
    expect(choice.view().chosen).toBe('Brio');
    expect(() => choice.choose('C920')).toThrow(
      expect.objectContaining({ code: 'REQUEST_INVALID', details: { reason: 'locked' } }),
    );
  });
});
