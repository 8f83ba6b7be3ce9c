/**
 * Whether one of these stands in a device's name as a word, or words, of its own, in whatever letters: `Logitech BRIO` has
 * `brio` and not `rio`.
 */
export function nameHas(name: string, wanted: readonly string[]): boolean {
  const words = wordsOf(name);
  return wanted.some((each) => ` ${words} `.includes(` ${wordsOf(each)} `));
}

const wordsOf = (text: string): string =>
  text
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(Boolean)
    .join(' ');
