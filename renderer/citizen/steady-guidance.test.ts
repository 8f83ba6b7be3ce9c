import { describe, expect, it } from 'vitest';
import { createSteadyGuidance } from './steady-guidance.ts';

describe('guidance on the face screen', () => {
  it('shows the first instruction at once', () => {
    expect(createSteadyGuidance()('closer', 0)).toBe('closer');
  });

  it('keeps an instruction while another comes up only for a moment', () => {
    const steady = createSteadyGuidance();
    steady('look-straight', 0);
    expect(steady('closer', 100)).toBe('look-straight');
    expect(steady('look-straight', 200)).toBe('look-straight');
    expect(steady('closer', 500)).toBe('look-straight');
  });

  it('changes to an instruction that stays', () => {
    const steady = createSteadyGuidance();
    steady('look-straight', 0);
    steady('closer', 100);
    expect(steady('closer', 300)).toBe('look-straight');
    expect(steady('closer', 450)).toBe('closer');
  });

  it('starts the wait anew when yet another instruction comes between', () => {
    const steady = createSteadyGuidance();
    steady('look-straight', 0);
    steady('closer', 100);
    steady('further', 300);
    expect(steady('further', 500)).toBe('look-straight');
    expect(steady('further', 650)).toBe('further');
  });

  it('praises at once', () => {
    const steady = createSteadyGuidance();
    steady('blink', 0);
    expect(steady('well-done', 10)).toBe('well-done');
  });
});
