import { KioskError, MAX_BATCH_BYTES, MAX_BATCH_RECORDS } from '../../contract/index.ts';

/**
 * The lines of a batch, each as soon as it is there.
 * @throws REQUEST_INVALID {reason: 'too-large'}
 */
export async function* readLines(body: AsyncIterable<Buffer>): AsyncGenerator<string> {
  let bytes = 0;
  let lines = 0;
  let rest = '';
  for await (const chunk of body) {
    bytes += chunk.length;
    if (bytes > MAX_BATCH_BYTES) throw tooLarge();
    const parts = (rest + chunk.toString('latin1')).split('\n');
    rest = parts.pop() ?? '';
    for (const line of parts) {
      lines += 1;
      if (lines > MAX_BATCH_RECORDS) throw tooLarge();
      yield line;
    }
  }
  if (rest !== '') yield rest;
}

const tooLarge = (): KioskError => new KioskError('REQUEST_INVALID', { reason: 'too-large' });
