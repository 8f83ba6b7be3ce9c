import { describe, expect, it } from 'vitest';
import { toFault } from './trouble.ts';

const thrown = (code: string) => Object.assign(new Error('said by PC/SC'), { code });

describe('what PC/SC’s words mean at the counter', () => {
  it.each([
    ['RemovedCard', 'CARD_REMOVED'],
    ['NotTransacted', 'CARD_REMOVED'],
    ['UnresponsiveCard', 'CARD_MUTE'],
    ['SharingViolation', 'READER_BUSY'],
    ['ResetCard', 'READER_BUSY'],
    ['ReaderUnavailable', 'READER_MISSING'],
    ['NoService', 'PCSC_STOPPED'],
    ['ServiceStopped', 'PCSC_STOPPED'],
    ['InvalidHandle', 'PCSC_STOPPED'],
    ['ProtoMismatch', 'CARD_NOT_THAI_ID'],
  ])('%s is %s', (pcsc, code) => expect(toFault(thrown(pcsc))).toEqual({ code, pcsc }));

  it('keeps a word nobody foresaw, as a fault of the program', () => {
    expect(toFault(thrown('Unexpected'))).toEqual({ code: 'INTERNAL', pcsc: 'Unexpected' });
    expect(toFault('a string')).toEqual({ code: 'INTERNAL', pcsc: 'a string' });
  });
});
