import { beforeAll, describe, expect, it, vi } from 'vitest';
import { type Answer, COMMANDS, type CommandName, commandChannel, mayAsk } from '../contract/index.ts';
import type { Handlers } from './bridge.ts';

type Asked = (event: object, input: unknown) => Promise<Answer<unknown>>;
const served = new Map<string, Asked>();
// The channels are asked as Electron would, so that each is tried with everything; the journeys meet them in a real one.
vi.mock('electron', () => ({ ipcMain: { handle: (name: string, asked: Asked) => served.set(name, asked) } }));
const { serveBridge } = await import('./bridge.ts');

const NAMES = Object.keys(COMMANDS) as CommandName[];
const OURS = { parent: null, url: 'kiosk://app/index.html' };
const RUBBISH: [string, unknown][] = [
  ['a text', 'text'],
  ['a number', 1],
  ['null', null],
  ['a list', [{}]],
  ['an empty object', {}],
  ['an object of another shape', { constructor: 1, __proto__: { polluted: true }, staffId: 1, reference: 7 }],
  ['the words of another command', { from: 'elsewhere', action: 'promote', period: 'ever', pin: '12' }],
  ['bytes', new Uint8Array(8)],
  ['a text of a megabyte', 'x'.repeat(1e6)],
];

const called: string[] = [];
let surface: 'shared' | 'citizen' = 'shared';
beforeAll(() => {
  const handlers = Object.fromEntries(NAMES.map((name) => [name, () => called.push(name)]));
  serveBridge({
    handlers: () => handlers as unknown as Handlers,
    isOurPage: (url) => url === OURS.url,
    surfaceOf: () => surface,
    onFault: (fault) => {
      throw fault;
    },
  });
});

function ask(name: CommandName, input: unknown, senderFrame: object | null = OURS) {
  called.length = 0;
  return served.get(commandChannel(name))?.({ senderFrame, sender: {} }, input);
}
const invalid = { ok: false, error: { code: 'REQUEST_INVALID' } };

describe.each(NAMES)('the command %s', (name) => {
  it.each(RUBBISH)('takes what the contract says, and not %s', async (_what, rubbish) => {
    surface = 'shared';
    expect(await ask(name, rubbish)).toMatchObject(invalid);
    expect(called).toEqual([]);
  });

  it('takes nothing from a frame, another page, or one that is gone', async () => {
    surface = 'shared';
    for (const frame of [{ ...OURS, parent: {} }, { ...OURS, url: 'https://example.org/' }, null])
      expect(await ask(name, undefined, frame)).toMatchObject({
        error: { details: { reason: 'foreign page' } },
      });
    expect(called).toEqual([]);
  });

  it('is answered to the citizen’s window only where the contract says so', async () => {
    surface = 'citizen';
    const answer = await ask(name, 'text');
    const forStaff = { error: { details: { reason: `${name} is not for this window` } } };
    expect(answer).toMatchObject(mayAsk('citizen', name) ? invalid : forStaff);
  });
});

it('serves the commands of the contract and no other channel', () => {
  expect([...served.keys()].sort()).toEqual(NAMES.map(commandChannel).sort());
});
