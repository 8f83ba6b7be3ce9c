import { describe, expect, it } from 'vitest';
import type { VirtualCard } from '../../contract/index.ts';
import { createCardApplet } from './card-applet.ts';
import { createCardMemory } from './card-memory.ts';
import { exampleCard, examplePhoto } from './testing/index.ts';

const SELECT = '00A4040008A000000054480001';

/** Speaks to a card in hexadecimal. */
function talkTo(changes: Partial<VirtualCard> = {}) {
  const card = exampleCard(changes);
  const atr = Buffer.from(card.atr.replace(/\s/g, ''), 'hex');
  const applet = createCardApplet(createCardMemory(card, examplePhoto()), atr);
  const say = (apdu: string) =>
    Buffer.from(applet.respond(Buffer.from(apdu.replace(/\s/g, ''), 'hex')))
      .toString('hex')
      .toUpperCase();
  return { say, reset: applet.reset };
}

const CID_IN_HEX = Buffer.from('1234567890121').toString('hex').toUpperCase();

describe('a virtual card', () => {
  it('answers as a T=0 card: what waits is fetched', () => {
    const { say } = talkTo();
    expect(say(SELECT)).toBe('610C');
    expect(say('80B0 0004 02 000D')).toBe('610D');
    expect(say('00C0 0000 0D')).toBe(`${CID_IN_HEX}9000`);
    expect(say('00C0 0000 0D')).toBe('6985');
  });

  it('hands out an answer in pieces, and says the right length when asked for too much', () => {
    const { say } = talkTo();
    say(SELECT);
    say('80B0 0004 02 000D');
    expect(say('00C0 0000 FF')).toBe('6C0D');
    expect(say('00C0 0000 05')).toBe('3132333435610 8'.replace(' ', ''));
    expect(say('00C0 0000 08')).toBe(`${CID_IN_HEX.slice(10)}9000`);
  });

  it('takes only its own form of GET RESPONSE', () => {
    const [today, old] = [talkTo(), talkTo({ atr: '3B 67 00 00 29 20 00 6F 78 90' })];
    for (const { say } of [today, old]) {
      say(SELECT);
      say('80B0 0004 02 000D');
    }
    expect(today.say('00C0 0001 0D')).toBe('6A86');
    expect(old.say('00C0 0000 0D')).toBe('6A86');
    expect(old.say('00C0 0001 0D')).toBe(`${CID_IN_HEX}9000`);
  });

  it('keeps identity and address apart in the old layout', () => {
    const { say } = talkTo({ layout: '0002' });
    say(SELECT);
    say('80B1 0004 02 000D');
    expect(say('00C0 0000 0D')).toBe(`${CID_IN_HEX}9000`);
    say('80B0 0000 02 0004');
    expect(say('00C0 0000 04')).toBe('303030329000');
    expect(talkTo().say('80B1 0004 02 000D')).toBe('6A82');
  });

  it('gives the chip number through the card manager', () => {
    const { say } = talkTo();
    expect(say('80CA 9F7F 2D')).toBe('6A86');
    expect(say('00A40400')).toBe('6104');
    expect(say('80CA 9F7F 00')).toBe('6C2D');
    expect(say('80CA 9F7F 2D').slice(26, 42)).toBe('0102030405060708');
  });

  it('has a health-insurance applet only when its file says so', () => {
    expect(talkTo().say('00A4040008A000000054480083')).toBe('6A82');
  });

  it.each([
    ['a foreign applet', '00A4040007A0000000041010', '6A82'],
    ['an unknown instruction', '00B0000000', '6D00'],
    ['an unknown class', 'FFCA000000', '6E00'],
    ['a cut command', '00A4', '6700'],
    ['reading before selecting', '80B0 0004 02 000D', '6A82'],
  ])('refuses %s', (_what, command, status) => expect(talkTo().say(command)).toBe(status));

  it('forgets what was selected when it is powered again', () => {
    const { say, reset } = talkTo();
    say(SELECT);
    reset();
    expect(say('80B0 0004 02 000D')).toBe('6A82');
  });

  it('has no more room than a real card', () => {
    expect(() => createCardMemory(exampleCard(), new Uint8Array(5119))).toThrow('at most 5118');
    const long = exampleCard({ layout: '0002', address: 'ก'.repeat(151) });
    expect(() => createCardMemory(long, examplePhoto())).toThrow('holds 150');
  });
});
