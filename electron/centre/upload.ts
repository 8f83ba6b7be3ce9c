/** Lets bytes go at a rate. */
export type Pace = (bytes: number) => Promise<void>;

/** Small enough that a slow line is shared evenly, large enough to cost nothing. */
const CHUNK_BYTES = 16_384;

/**
 * Lets so many bytes a second through, over all calls together; null for no limit.
 * @param nowMs a clock that nobody sets, milliseconds
 */
export function createPace(
  bytesPerSecond: number | null,
  nowMs: () => number,
  sleep: (ms: number) => Promise<unknown>,
): Pace {
  if (bytesPerSecond === null) return async () => {};
  let freeAtMs = 0;
  return async (bytes) => {
    const startMs = Math.max(nowMs(), freeAtMs);
    freeAtMs = startMs + (bytes / bytesPerSecond) * 1000;
    const waitMs = startMs - nowMs();
    if (waitMs > 0) await sleep(waitMs);
  };
}

/** Lines as the body of a request, chunk by chunk: never all of them in memory once more. */
export function streamLines(lines: readonly string[], pace: Pace): ReadableStream<Uint8Array> {
  return ReadableStream.from(chunksOf(lines, pace));
}

async function* chunksOf(lines: readonly string[], pace: Pace): AsyncGenerator<Uint8Array> {
  for (const [at, line] of lines.entries()) {
    const bytes = Buffer.from(at === 0 ? line : `\n${line}`);
    for (let from = 0; from < bytes.length; from += CHUNK_BYTES) {
      const chunk = bytes.subarray(from, from + CHUNK_BYTES);
      await pace(chunk.length);
      yield chunk;
    }
  }
}
