import { once } from 'node:events';
import { connect } from 'node:tls';

const LIMIT_MS = 10_000;

/**
 * Until when a server's certificate is good, whether or not this machine trusts it; null for an address without one.
 * @throws Error as the connection does
 */
export async function certificateUntil(address: string): Promise<Date | null> {
  const { protocol, hostname, port } = new URL(address);
  if (protocol !== 'https:') return null;
  // Nothing is sent: whether it is trusted is what the request to the centre tells.
  const socket = connect({
    host: hostname,
    port: Number(port || 443),
    servername: hostname,
    rejectUnauthorized: false,
  });
  try {
    await once(socket, 'secureConnect', { signal: AbortSignal.timeout(LIMIT_MS) });
    return new Date(socket.getPeerCertificate().valid_to);
  } finally {
    socket.destroy();
  }
}
