import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CompactSign, type CryptoKey, exportJWK, generateKeyPair } from 'jose';
import { type PublicJwk, RECEIPT_TYPE, type ReceiptClaims } from '../../../contract/index.ts';

/** What goes wrong with one delivery; `receipt` alters what the receipt says or who signs it. */
export type Fault =
  | { kind: 'answer'; status: number; code?: string; reason?: string; headers?: Record<string, string> }
  | { kind: 'cut'; when: 'before-storing' | 'after-storing' }
  | { kind: 'hang'; when: 'before-storing' | 'after-storing' }
  | { kind: 'receipt'; claims?: Partial<ReceiptClaims>; typ?: string; foreignKey?: boolean };

export type PeerCentre = {
  url: string;
  publicKey: PublicJwk;
  /** Records as they came to lie there: hash, and how often it was taken as new. */
  stored: Map<string, { sha256: string; times: number }>;
  /** Record ids in the order of the requests, and how many records each call of several carried. */
  requests: string[];
  batches: number[];
  /** Told of every request; what it gives goes wrong. */
  fault: (recordId: string, nth: number) => Fault | undefined;
  close(): Promise<void>;
};

/** A centre that keeps the rules of intake and makes faults on demand. It speaks real HTTP and signs real receipts. */
export async function startPeerCentre(deviceId: string): Promise<PeerCentre> {
  const own = await generateKeyPair('ES256');
  const foreign = await generateKeyPair('ES256');
  const server = createServer((request, response) => {
    intake(request, response).catch((thrown: unknown) => response.destroy(thrown as Error));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  const peer: PeerCentre = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    publicKey: { ...(await exportJWK(own.publicKey)), kty: 'EC', kid: 'sign-1' },
    stored: new Map(),
    requests: [],
    batches: [],
    fault: () => undefined,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };

  async function intake(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await textOf(request);
    if (request.method === 'POST') await takeBatch(body.split('\n'), response);
    else await takeOne(decodeURIComponent(request.url?.split('/').at(-1) ?? ''), body, response);
  }

  /** A fault of one of the records befalls the whole call, but for its receipt. */
  async function takeBatch(lines: string[], response: ServerResponse): Promise<void> {
    peer.batches.push(lines.length);
    const answers: { status: number; receipt: string }[] = [];
    for (const jws of lines) {
      const recordId = recordIdOf(jws);
      const fault = noteRequest(recordId);
      if (answered(fault, response) || interrupted(fault, 'before-storing', response)) return;
      answers.push(await take(recordId, jws, fault));
      if (interrupted(fault, 'after-storing', response)) return;
    }
    response.writeHead(200).end(JSON.stringify({ answers }));
  }

  async function takeOne(recordId: string, jws: string, response: ServerResponse): Promise<void> {
    const fault = noteRequest(recordId);
    if (answered(fault, response) || interrupted(fault, 'before-storing', response)) return;
    const { status, receipt } = await take(recordId, jws, fault);
    if (interrupted(fault, 'after-storing', response)) return;
    response.writeHead(status).end(JSON.stringify({ receipt }));
  }

  function noteRequest(recordId: string): Fault | undefined {
    peer.requests.push(recordId);
    return peer.fault(recordId, peer.requests.filter((id) => id === recordId).length);
  }

  async function take(recordId: string, jws: string, fault: Fault | undefined) {
    const sha256 = createHash('sha256').update(jws).digest('base64url');
    const known = peer.stored.get(recordId);
    if (!known) peer.stored.set(recordId, { sha256, times: 1 });
    const altered = fault?.kind === 'receipt' ? fault : undefined;
    const claims = { recordId, sha256, deviceId, receivedAt: new Date().toISOString(), ...altered?.claims };
    const key = altered?.foreignKey ? foreign.privateKey : own.privateKey;
    const receipt = await signReceipt(claims, key, altered?.typ ?? RECEIPT_TYPE);
    return { status: known ? 409 : 201, receipt };
  }

  return peer;
}

export function signReceipt(claims: object, key: CryptoKey, typ = RECEIPT_TYPE): Promise<string> {
  return new CompactSign(Buffer.from(JSON.stringify(claims)))
    .setProtectedHeader({ alg: 'ES256', typ, kid: 'sign-1' })
    .sign(key);
}

function answered(fault: Fault | undefined, response: ServerResponse): boolean {
  if (fault?.kind !== 'answer') return false;
  const { code, reason } = fault;
  const body = code ? JSON.stringify({ error: { code, ...(reason && { details: { reason } }) } }) : 'no';
  response.writeHead(fault.status, fault.headers).end(body);
  return true;
}

/** As `sealedRecord` writes it into the header. */
const recordIdOf = (jws: string): string =>
  JSON.parse(Buffer.from(jws.split('.')[0] ?? '', 'base64url').toString()).rid;

function interrupted(fault: Fault | undefined, when: string, response: ServerResponse): boolean {
  if ((fault?.kind !== 'cut' && fault?.kind !== 'hang') || fault.when !== when) return false;
  if (fault.kind === 'cut') response.destroy();
  return true;
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += chunk;
  return text;
}
