import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createServer } from 'node:tls';
import { describe, expect, it, onTestFinished } from 'vitest';
import { runProgram } from '../native/setup/index.ts';
import { certificateUntil } from './certificate.ts';

describe('the certificate of a server', () => {
  it('is told with its last day, also when this machine does not trust it', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'certificate-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const [key, cert] = [path.join(folder, 'key.pem'), path.join(folder, 'cert.pem')];
    await runProgram('openssl', [
      ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '5'],
      ...['-subj', '/CN=localhost', '-keyout', key, '-out', cert],
    ]);
    const server = createServer({ key: readFileSync(key), cert: readFileSync(cert) }).listen(0);
    onTestFinished(() => void server.close());
    await once(server, 'listening');
    const until = await certificateUntil(`https://localhost:${(server.address() as AddressInfo).port}/`);
    const days = ((until?.getTime() ?? 0) - Date.now()) / 86_400_000;
    expect(Math.round(days)).toBe(5);
  });

  it('is none for an address without TLS, and a fault where nobody answers', async () => {
    expect(await certificateUntil('http://localhost:1/')).toBeNull();
    await expect(certificateUntil('https://localhost:1/')).rejects.toThrow();
  });
});
