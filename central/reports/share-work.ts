type Line = { done: Promise<void>; next: Promise<unknown> | null };

/**
 * Work under the same key is done once for all who ask while it has not begun. Who asks while it is under way gets the next one, which
 * begins when that is done: nobody is given what was read before they asked, for they may have been told of something newer. So of
 * each key one is under way and at most one waits.
 */
export function shareWork() {
  const lines = new Map<string, Line>();

  function begin<Result>(key: string, work: () => Promise<Result>): Promise<Result> {
    const result = work();
    const line: Line = {
      next: null,
      done: result.then(
        () => forget(key, line),
        () => forget(key, line),
      ),
    };
    lines.set(key, line);
    return result;
  }

  function forget(key: string, line: Line): void {
    if (line.next === null) lines.delete(key);
  }

  /** All under one key do work of the same result. */
  return <Result>(key: string, work: () => Promise<Result>): Promise<Result> => {
    const line = lines.get(key);
    if (line === undefined) return begin(key, work);
    line.next ??= line.done.then(() => begin(key, work));
    return line.next as Promise<Result>;
  };
}
