import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer as createHttpServer, type RequestListener } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo, Server } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { runProgram } from '../native/setup/index.ts';
import { walkToCentre } from './network-path.ts';

async function listen(server: Server): Promise<number> {
  server.listen(0, 'localhost');
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

const http = (answer: RequestListener) => listen(createHttpServer(answer));
/** Steps as `step` or `step: fault`. */
const gone = async (url: string) =>
  (await walkToCentre(url)).steps.map(({ step, fault }) => (fault ? `${step}: ${fault}` : step));

describe('the way to the centre', () => {
  it('ends with its answer, and the time in it', async () => {
    const port = await http((_request, answer) => {
      answer.setHeader('date', 'Mon, 23 Nov 2026 03:00:00 GMT').end();
    });
    const { steps, status, at } = await walkToCentre(`http://localhost:${port}/`);
    expect(steps.map(({ step }) => step)).toEqual(['dns', 'tcp', 'answer']);
    expect({ status, at }).toEqual({ status: 200, at: new Date('2026-11-23T03:00:00Z') });
  });

  it('tells no time when the answer has none', async () => {
    const port = await http((_request, answer) => {
      answer.sendDate = false;
      answer.writeHead(503).end();
    });
    expect(await walkToCentre(`http://localhost:${port}/`)).toMatchObject({ status: 503, at: null });
  });

  it('ends at a name that nobody knows', async () => {
    const [step] = await gone('https://centre.invalid/');
    expect(step).toMatch(/^dns: (ENOTFOUND|EAI_AGAIN)$/);
  });

  it('ends at a port where nobody listens', async () => {
    expect(await gone('https://localhost:1/')).toEqual(['dns', 'tcp: ECONNREFUSED']);
  });

  it('ends at a certificate that this machine does not trust', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'way-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const [key, cert] = [path.join(folder, 'key.pem'), path.join(folder, 'cert.pem')];
    await runProgram('openssl', [
      ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '5'],
      ...['-subj', '/CN=localhost', '-keyout', key, '-out', cert],
    ]);
    const port = await listen(createHttpsServer({ key: readFileSync(key), cert: readFileSync(cert) }));
    expect(await gone(`https://localhost:${port}/`)).toEqual([
      'dns',
      'tcp',
      'tls: DEPTH_ZERO_SELF_SIGNED_CERT',
    ]);
  });

  it('ends at a centre that hangs up', async () => {
    const port = await http((request) => request.socket.destroy());
    expect(await gone(`http://localhost:${port}/`)).toEqual(['dns', 'tcp', 'answer: UND_ERR_SOCKET']);
  });
});
