import { once } from 'node:events';
import { rm, stat } from 'node:fs/promises';
import net from 'node:net';
import readline from 'node:readline';
import { z } from 'zod';
import type { CardDeck } from './card-deck.ts';

const cardNumber = z.number().int().min(0);

/** What a program may ask of the virtual card, one JSON object a line. */
const moveSchema = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('insert'), card: cardNumber.optional() }),
  z.strictObject({ do: z.literal('remove') }),
  z.strictObject({ do: z.literal('swap'), card: cardNumber }),
  z.strictObject({ do: z.literal('status') }),
]);
type Move = z.infer<typeof moveSchema>;

/** The answer to each line, in the order of the lines. */
export type ControlAnswer =
  | { ok: true; card: number | null; name: string | null; exchanges: number }
  | { ok: false; error: string };

/**
 * Lets other programs move the cards, over a Unix socket (on Windows: a named pipe, `\\.\pipe\…`). Whoever may
 * write to the socket may move the cards: it belongs to the user who started it.
 * @returns closes it.
 * @throws a sentence when the path is in use or can't be had.
 */
export async function openControlSocket(path: string, deck: CardDeck): Promise<() => void> {
  const clients = new Set<net.Socket>();
  const server = net.createServer((socket) => {
    clients.add(socket);
    socket.once('close', () => clients.delete(socket));
    // A program that went away without a word has nothing more to ask.
    socket.on('error', () => socket.destroy());
    void serve(socket, deck);
  });
  await removeLeftOver(path);
  try {
    server.listen(path);
    await once(server, 'listening');
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`Can't open the control socket ${path} (${reason}).`, { cause });
  }
  return () => {
    server.close();
    for (const client of clients) client.destroy();
  };
}

async function serve(socket: net.Socket, deck: CardDeck): Promise<void> {
  for await (const line of readline.createInterface({ input: socket })) {
    if (line.trim() === '') continue;
    const answer = await answerTo(line, deck);
    if (!socket.writable) return;
    socket.write(`${JSON.stringify(answer)}\n`);
  }
}

async function answerTo(line: string, deck: CardDeck): Promise<ControlAnswer> {
  try {
    await carryOut(moveSchema.parse(JSON.parse(line)), deck);
    const { card, exchanges } = deck.status();
    return { ok: true, card, name: card === null ? null : (deck.names[card] ?? null), exchanges };
  } catch (error) {
    return { ok: false, error: wordsFor(error) };
  }
}

function carryOut(move: Move, deck: CardDeck): Promise<void> | void {
  if (move.do === 'insert') return deck.insert(move.card);
  if (move.do === 'remove') return deck.remove();
  if (move.do === 'swap') return deck.swap(move.card);
}

function wordsFor(error: unknown): string {
  if (error instanceof SyntaxError) return 'This line is not JSON.';
  if (error instanceof z.ZodError) {
    return error.issues.map(({ path, message }) => `${path.join('.') || 'line'}: ${message}`).join('; ');
  }
  return error instanceof Error ? error.message : String(error);
}

/** A program that was killed leaves its socket's file behind, where nobody answers any more. */
async function removeLeftOver(path: string): Promise<void> {
  // What else may be wrong with the path shows when it is listened on.
  const isSocket = (await stat(path).catch(() => null))?.isSocket() ?? false;
  if (isSocket && !(await isAnswering(path))) await rm(path);
}

function isAnswering(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect(path);
    socket.once('error', () => resolve(false));
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
  });
}
