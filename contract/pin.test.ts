import { describe, expect, it } from 'vitest';
import { COMMANDS, isGuessedAtOnce, mayAsk, staffMemberSchema } from './index.ts';

describe('a PIN that is guessed at once', () => {
  it.each(['000000', '777777777777', '123456', '456789', '987654', '321098', '567890', '098765'])(
    'is %s',
    (pin) => expect(isGuessedAtOnce(pin)).toBe(true),
  );

  it.each(['246810', '135790', '123457', '112233', '121212', '000001', '1234560'])('is not %s', (pin) =>
    expect(isGuessedAtOnce(pin)).toBe(false),
  );
});

describe('the command by which somebody chooses a PIN', () => {
  const takes = (input: unknown) => COMMANDS.choosePin.input.safeParse(input).success;

  it.each([
    { pin: '314159', oldPin: null },
    { pin: '314159265358', oldPin: '246810' },
    { pin: '314159', oldPin: '2468' },
  ])('takes %o', (input) => expect(takes(input)).toBe(true));

  it.each([
    { pin: '31415', oldPin: null },
    { pin: '3141592653589', oldPin: null },
    { pin: '๓๑๔๑๕๙', oldPin: null },
    { pin: '31415a', oldPin: null },
    { pin: '314159', oldPin: '' },
    { pin: '314159' },
  ])('takes no %o', (input) => expect(takes(input)).toBe(false));

  it('is not for the citizen’s window', () => {
    expect(mayAsk('citizen', 'choosePin')).toBe(false);
    expect(mayAsk('shared', 'choosePin')).toBe(true);
    expect(mayAsk('counter', 'choosePin')).toBe(true);
  });
});

describe('a provisioning file’s member of staff', () => {
  const pin = { salt: 'c2FsdA==', hash: 'aGFzaA==', cost: 16, blockSize: 8, parallelization: 1 };
  const member = { id: 'op', name: 'สุดา', role: 'operator', pin };

  it('needs no word on whose the PIN is, as in older files, and may have it', () => {
    expect(staffMemberSchema.parse(member)).toEqual(member);
    expect(staffMemberSchema.parse({ ...member, pinIsOwn: true })).toMatchObject({ pinIsOwn: true });
  });
});
