import type { ReaderStatus } from '../../native/pcsc-host/index.ts';

export type ReaderChoice = {
  /** The reader an operator pinned; the others are then left alone. */
  pinned?: string | undefined;
  /** Readers that are none of ours, such as a keyboard's or a token's. */
  accepts?: ((name: string) => boolean) | undefined;
};

/**
 * The reader to use. One device may show as two readers, of which one never has a card: the one with a card
 * counts. Null when there is no reader for us.
 * @param current the reader in use; it is kept as long as its card is in.
 */
export function chooseReader(
  readers: readonly ReaderStatus[],
  current: string | null,
  { pinned, accepts = () => true }: ReaderChoice,
): ReaderStatus | null {
  const ours = readers
    .filter((reader) => (pinned === undefined ? accepts(reader.name) : reader.name === pinned))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  return (
    ours.find((reader) => reader.present && reader.name === current) ??
    ours.find((reader) => reader.present && !reader.mute) ??
    ours.find((reader) => reader.present) ??
    ours[0] ??
    null
  );
}
