import { describe, expect, it } from 'vitest';
import { nameHas } from './device-names.ts';

describe('the name of a device', () => {
  it.each([
    ['ACS ACR39U ICC Reader 00 00', ['acr39u']],
    ['Feitian R301-C11 (key) 00 00', ['R502', 'Feitian R301']],
    ['Logitech BRIO (046d:085e)', ['046d:085e']],
  ])('%s has a word of %s', (name, wanted) => {
    expect(nameHas(name, wanted)).toBe(true);
  });

  it.each([
    ['Logitech BRIO', ['rio']],
    ['HD Pro Webcam C920', ['C92', 'Brio']],
    ['', ['Brio']],
    ['Integrated Camera', []],
  ])('%s has none of %s', (name, wanted) => {
    expect(nameHas(name, wanted)).toBe(false);
  });
});
