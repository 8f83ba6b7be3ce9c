import { describe, expect, it } from 'vitest';
import type { ReaderStatus } from '../../native/pcsc-host/index.ts';
import { chooseReader } from './choose-reader.ts';

const reader = (name: string, status: Partial<ReaderStatus> = {}): ReaderStatus => ({
  name,
  present: false,
  mute: false,
  changes: 0,
  ...status,
});
const withCard = { present: true };

describe('the reader to use', () => {
  it('is the one with a card when one device shows as two', () => {
    const both = [reader('A 00 00'), reader('A 00 01', withCard)];
    expect(chooseReader(both, null, {})?.name).toBe('A 00 01');
    expect(chooseReader(both.toReversed(), null, {})?.name).toBe('A 00 01');
  });

  it('stays the one in use while its card is in', () => {
    const both = [reader('A', withCard), reader('B', withCard)];
    expect(chooseReader(both, 'B', {})?.name).toBe('B');
    expect(chooseReader([reader('A', withCard), reader('B')], 'B', {})?.name).toBe('A');
  });

  it('is rather one whose card answers', () => {
    expect(
      chooseReader([reader('A', { ...withCard, mute: true }), reader('B', withCard)], null, {})?.name,
    ).toBe('B');
  });

  it('is only the pinned one, also when another has a card', () => {
    const both = [reader('A'), reader('B', withCard)];
    expect(chooseReader(both, null, { pinned: 'A' })?.name).toBe('A');
    expect(chooseReader(both, null, { pinned: 'C' })).toBeNull();
  });

  it('is none that is not ours', () => {
    const accepts = (name: string) => !name.startsWith('Yubi');
    expect(chooseReader([reader('Yubi', withCard)], null, { accepts })).toBeNull();
  });
});
