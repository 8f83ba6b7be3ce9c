import { createServer, type IncomingMessage, type ServerResponse, request as send } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import type { LineFault } from './plan-trial.ts';

export type Line = {
  url: string;
  /** Faults of the next calls that carry records. */
  faults: LineFault[];
  close(): Promise<void>;
};

type Answer = { status: number; headers: IncomingMessage['headers']; body: Buffer };

const DELAY_MS = 400;
/** By then the centre is in the middle of its transaction. */
const IN_TRANSACTION_MS = 12;

/** The way from one kiosk to the centre, with its faults. */
export async function openLine(options: {
  centreAddress: () => string;
  killCentre: () => void;
  onFault: (fault: LineFault) => void;
}): Promise<Line> {
  let lastAnswer: Answer | null = null;
  const server = createServer((request, response) => {
    pass(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const line: Line = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    faults: [],
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };

  async function pass(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await bytesOf(request);
    const carriesRecords = request.url?.startsWith('/v1/records') ?? false;
    const fault = carriesRecords ? line.faults.shift() : undefined;
    if (fault !== undefined) options.onFault(fault);
    const forward = () => forwardTo(options.centreAddress(), request, body);
    switch (fault) {
      case 'cut-before':
        response.destroy();
        return;
      case 'status-500':
        answer(response, { status: 500, headers: {}, body: Buffer.from('{"error":{"code":"INTERNAL"}}') });
        return;
      case 'status-503':
        answer(response, { status: 503, headers: { 'retry-after': '0' }, body: Buffer.from('busy') });
        return;
      case 'half-body':
        await forwardHalf(options.centreAddress(), request, body);
        response.destroy();
        return;
      case 'half-answer':
        answerHalf(response, await forward());
        return;
      case 'kill-centre-before':
        options.killCentre();
        break;
      case 'kill-centre-during': {
        const under = forward();
        setTimeout(options.killCentre, IN_TRANSACTION_MS);
        answer(response, await under);
        return;
      }
      case 'kill-centre-answered':
        answer(response, await forward());
        options.killCentre();
        return;
      case 'cut-after':
      case 'kill-centre-after':
        await forward();
        if (fault === 'kill-centre-after') options.killCentre();
        response.destroy();
        return;
      case 'delay':
        await pause(DELAY_MS);
        break;
      case 'duplicate':
        await forward();
        break;
      case 'other-answer':
        if (lastAnswer) {
          // As answers that changed places would come.
          await forward();
          answer(response, lastAnswer);
          return;
        }
        break;
      case undefined:
        break;
    }
    const answered = await forward();
    if (carriesRecords) lastAnswer = answered;
    answer(response, answered);
  }

  return line;
}

function answer(response: ServerResponse, { status, headers, body }: Answer): void {
  const { connection: _, 'transfer-encoding': __, 'content-length': ___, ...kept } = headers;
  response.writeHead(status, kept).end(body);
}

/** Promises the whole answer, gives the first half and hangs up. */
function answerHalf(response: ServerResponse, { status, headers, body }: Answer): void {
  const { connection: _, 'transfer-encoding': __, ...kept } = headers;
  response.writeHead(status, { ...kept, 'content-length': body.length });
  response.write(body.subarray(0, Math.floor(body.length / 2)), () => response.destroy());
}

async function bytesOf(stream: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function forwardTo(
  address: string,
  { url, method, headers }: IncomingMessage,
  body: Buffer,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const { connection: _, 'transfer-encoding': __, ...kept } = headers;
    const outgoing = send(address + url, {
      method,
      headers: { ...kept, 'content-length': body.length },
      agent: false,
    });
    outgoing.on('error', reject);
    outgoing.on('response', (incoming) => {
      bytesOf(incoming).then(
        (answered) =>
          resolve({ status: incoming.statusCode ?? 502, headers: incoming.headers, body: answered }),
        reject,
      );
    });
    outgoing.end(body);
  });
}

/** Sends the first half of the body and hangs up. */
async function forwardHalf(
  address: string,
  { url, method, headers }: IncomingMessage,
  body: Buffer,
): Promise<void> {
  await new Promise<void>((resolve) => {
    const outgoing = send(address + url, { method, headers, agent: false });
    outgoing.on('error', () => resolve());
    outgoing.on('close', () => resolve());
    outgoing.write(body.subarray(0, Math.floor(body.length / 2)), () => {
      setTimeout(() => outgoing.destroy(), 10);
    });
  });
}
