import { once } from 'node:events';
import net from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { ensurePcscd, FIRST_READER_PORT, type Pcscd } from './index.ts';

const HELD_MS = 3000;
const LIMIT_MS = 60_000;

let pcscd: Pcscd | null = null;
let other: net.Server | null = null;

afterEach(async () => {
  other?.close();
  await pcscd?.stop();
});

describe('the smart-card service', () => {
  it(
    'waits for the port of its virtual reader while another program has it',
    async (test) => {
      other = net.createServer();
      other.listen(FIRST_READER_PORT, '127.0.0.1');
      const free = await once(other, 'listening').then(
        () => true,
        () => false,
      );
      if (!free) test.skip('a smart-card service that is not ours runs here');
      setTimeout(() => other?.close(), HELD_MS);
      pcscd = await ensurePcscd({ ports: [FIRST_READER_PORT] });
      expect(pcscd.startedHere).toBe(true);
    },
    LIMIT_MS,
  );
});
