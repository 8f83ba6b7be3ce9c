import { type CardTransport, createThaiCard } from '../../../electron/card/index.ts';
import { exampleTransport } from '../../../electron/card/testing.ts';
import { median, rounded } from '../percentile.ts';
import { fullPhoto } from './full-photo.ts';
import { collectGarbage } from './garbage.ts';

const READS = 101;

/**
 * What the reader's core allocates to read a card whose answers are there already. A collection in between
 * makes a reading look small; the median passes over it.
 */
export async function allocationPerReadKB(): Promise<number> {
  const honest = exampleTransport({}, { photo: fullPhoto() });
  const answers: Uint8Array[] = [];
  await readAll(honest.atr, {
    async transmit(apdu) {
      const answer = await honest.transmit(apdu);
      answers.push(answer);
      return answer;
    },
  });
  const allocated: number[] = [];
  collectGarbage();
  for (let read = 0; read < READS; read++) {
    const before = allocatedBytes();
    let next = 0;
    await readAll(honest.atr, { transmit: async () => answers[next++] ?? new Uint8Array(0) });
    allocated.push(allocatedBytes() - before);
  }
  return rounded(median(allocated) / 1024, 1);
}

function allocatedBytes(): number {
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

async function readAll(atr: Uint8Array, transport: CardTransport): Promise<void> {
  const card = createThaiCard(transport, atr);
  await card.readText();
  await card.readPhoto();
  await card.readChipNumber();
}
