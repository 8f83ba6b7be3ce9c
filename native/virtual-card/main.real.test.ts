import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { access, mkdtemp, rm, writeFile } from 'node:fs/promises';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import readline from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type CardEvent, type CardReader, createCardReader } from '../../electron/card/index.ts';
import { spawnNodeHost } from '../pcsc-host/index.ts';
import { ensurePcscd, FIRST_READER_PORT, type Pcscd } from './index.ts';
import { exampleCard, examplePhoto } from './testing/index.ts';

/** The program as people and other programs use it, against the real pcscd. */
const PROGRAM = fileURLToPath(new URL('./main.ts', import.meta.url));
const CIDS = ['1234567890121', '0000000000001'] as const;
const LIMIT_MS = 15_000;

let pcscd: Pcscd;
let folder: string;
let files: string[];
let running: ChildProcess[];
let reader: CardReader;
let read: string[];
let printed: string;

beforeAll(async () => {
  pcscd = await ensurePcscd({ ports: [FIRST_READER_PORT] });
  folder = await mkdtemp(path.join(os.tmpdir(), 'deck-'));
  await writeFile(path.join(folder, 'photo.jpg'), examplePhoto({ quality: 30 }));
  files = CIDS.map((cid) => path.join(folder, `${cid}.json`));
  for (const [index, cid] of CIDS.entries()) {
    await writeFile(files[index] ?? '', JSON.stringify(exampleCard({ cid })));
  }
  running = [];
  read = [];
  reader = createCardReader({ spawnHost: spawnNodeHost });
  reader.onEvent((event) => read.push(wordFor(event)));
});
afterEach(async () => {
  for (const child of running) await end(child);
  running = [];
});
afterAll(async () => {
  await reader.stop();
  await pcscd.stop();
  await rm(folder, { recursive: true });
});

function wordFor(event: CardEvent): string {
  return event.type === 'identity' ? event.identity.cid : event.type;
}

function start(command: string, args: string[]): ChildProcess {
  const child = spawn(command, args);
  printed = '';
  for (const output of [child.stdout, child.stderr]) {
    output.on('data', (chunk) => {
      printed += chunk;
    });
  }
  running.push(child);
  return child;
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
}

/** What the card reader told since it was last asked comes to hold this. */
async function seen(word: string): Promise<void> {
  await expect.poll(() => read, { timeout: LIMIT_MS }).toContain(word);
  read.splice(0);
}

/** Speaks with the control socket, line by line. */
async function control(socketPath: string) {
  await expect.poll(() => canConnect(socketPath), { timeout: LIMIT_MS }).toBe(true);
  const socket = net.connect(socketPath);
  const answers = readline.createInterface({ input: socket })[Symbol.asyncIterator]();
  return {
    async ask(line: unknown): Promise<unknown> {
      socket.write(`${typeof line === 'string' ? line : JSON.stringify(line)}\n`);
      return JSON.parse(String((await answers.next()).value));
    },
    close: () => socket.destroy(),
  };
}

function canConnect(socketPath: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect(socketPath);
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}

describe('npm run virtual-card', () => {
  it('moves its cards as the control socket says', async () => {
    const socketPath = path.join(folder, 'control.sock');
    start(process.execPath, [PROGRAM, ...files, '--control', socketPath]);
    const cards = await control(socketPath);
    await seen(CIDS[0]);
    expect(await cards.ask({ do: 'swap', card: 1 })).toMatchObject({ ok: true, card: 1 });
    await seen(CIDS[1]);
    await seen('photo');
    expect(await cards.ask({ do: 'status' })).toMatchObject({
      ok: true,
      card: 1,
      name: `${CIDS[1]}.json`,
      exchanges: expect.toSatisfy((count) => count > 7),
    });
    expect(await cards.ask({ do: 'insert', card: 0 })).toMatchObject({ ok: false });
    expect(await cards.ask({ do: 'remove' })).toEqual({ ok: true, card: null, name: null, exchanges: 0 });
    await seen('removed');
    expect(await cards.ask({ do: 'insert', card: 0 })).toMatchObject({ ok: true, card: 0 });
    await seen(CIDS[0]);
    cards.close();
  });

  it('says over the control socket what it does not understand, and goes on', async () => {
    const socketPath = path.join(folder, 'errors.sock');
    start(process.execPath, [PROGRAM, ...files, '--control', socketPath]);
    const cards = await control(socketPath);
    for (const line of ['{', '{"do":"burn"}', '{"do":"swap"}', '{"do":"insert","card":1.5}']) {
      expect(await cards.ask(line)).toMatchObject({ ok: false, error: expect.any(String) });
    }
    expect(await cards.ask({ do: 'swap', card: 7 })).toEqual({
      ok: false,
      error: 'There is no card 7: they are counted from 0 to 1.',
    });
    expect(await cards.ask({ do: 'status' })).toMatchObject({ ok: true });
    cards.close();
  });

  it('takes over the socket of a program that was killed, not of one that runs', async () => {
    const socketPath = path.join(folder, 'left-over.sock');
    const killed = start(process.execPath, [PROGRAM, ...files, '--control', socketPath]);
    (await control(socketPath)).close();
    const second = start(process.execPath, [PROGRAM, ...files, '--control', socketPath]);
    expect(await once(second, 'close')).toEqual([1, null]);
    expect(printed).toContain(`Can't open the control socket ${socketPath}`);
    killed.kill('SIGKILL');
    await once(killed, 'exit');
    start(process.execPath, [PROGRAM, ...files, '--control', socketPath]);
    const cards = await control(socketPath);
    expect(await cards.ask({ do: 'status' })).toMatchObject({ ok: true });
    cards.close();
  });

  it('leaves a file alone that is no socket', async () => {
    const program = start(process.execPath, [PROGRAM, ...files, '--control', files[0] ?? '']);
    expect(await once(program, 'close')).toEqual([1, null]);
    expect(printed).toContain("Can't open the control socket");
    await expect(access(files[0] ?? '')).resolves.toBeUndefined();
  });

  it('moves its cards by keys in a terminal', async () => {
    const command = [process.execPath, PROGRAM, ...files].join(' ');
    const terminal = start('script', ['-qfec', command, '/dev/null']);
    await expect.poll(() => printed, { timeout: LIMIT_MS }).toContain('i insert, r remove, q quit');
    await seen(CIDS[0]);
    terminal.stdin?.write('1');
    await seen(CIDS[1]);
    terminal.stdin?.write('r');
    await seen('removed');
    terminal.stdin?.write('i');
    await seen(CIDS[1]);
    terminal.stdin?.write('q');
    expect(await once(terminal, 'exit')).toEqual([0, null]);
  });
});
