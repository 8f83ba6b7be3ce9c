import { lookup } from 'node:dns/promises';
import { once } from 'node:events';
import { isIP, connect as openTcp } from 'node:net';
import { connect as openTls } from 'node:tls';
import { type CentrePath, faultKind } from './diagnosis/index.ts';

/** For each step. */
const LIMIT_MS = 10_000;

type Step = CentrePath['steps'][number]['step'];

/** Goes the way to the centre step by step, to the first that fails, and asks its `/healthz` as the kiosk asks: with Node's own certificates, by no proxy. */
export async function walkToCentre(url: string): Promise<CentrePath> {
  const { protocol, hostname, port } = new URL(url);
  const host = hostname.replace(/^\[|\]$/g, '');
  const place = { host, port: Number(port || (protocol === 'https:' ? 443 : 80)) };
  const steps: { step: Step; ms: number; fault: string | null }[] = [];
  let answer: Response | null = null;

  const walk: [Step, () => Promise<unknown>][] = [
    ['dns', () => lookup(host)],
    ['tcp', () => connected(openTcp(place), 'connect')],
    ['tls', () => connected(openTls(isIP(host) ? place : { ...place, servername: host }), 'secureConnect')],
    [
      'answer',
      async () => {
        answer = await fetch(new URL('/healthz', url), { signal: AbortSignal.timeout(LIMIT_MS) });
      },
    ],
  ];
  for (const [step, go] of walk) {
    if (step === 'tls' && protocol !== 'https:') continue;
    const startedAt = performance.now();
    const fault = await go().then(() => null, faultKind);
    steps.push({ step, ms: Math.round(performance.now() - startedAt), fault });
    if (fault) break;
  }
  return { steps, ...told(answer) };
}

function told(answer: Response | null): Pick<CentrePath, 'status' | 'at'> {
  const date = answer?.headers.get('date');
  return { status: answer?.status ?? null, at: date ? new Date(date) : null };
}

async function connected(socket: ReturnType<typeof openTcp>, event: string): Promise<void> {
  try {
    await once(socket, event, { signal: AbortSignal.timeout(LIMIT_MS) });
  } finally {
    socket.destroy();
  }
}
