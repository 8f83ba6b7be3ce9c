/**
 * Starts what takes long once the screen that was just drawn is to be seen.
 *
 * @param start returns what stops it
 * @returns what stops it, also before it has started
 */
export function afterPaint(start: () => () => void): () => void {
  let stop: () => void;
  // The callbacks of a frame come before it is painted, a task that one of them asks for comes after.
  const frame = requestAnimationFrame(() => {
    const task = setTimeout(() => {
      stop = start();
    });
    stop = () => clearTimeout(task);
  });
  stop = () => cancelAnimationFrame(frame);
  return () => stop();
}
