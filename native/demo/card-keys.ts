import type { DemoCard } from './demo-card.ts';

/** Lets people in a terminal put the virtual card in and pull it out. Returns how to stop listening. */
export function moveCardByKeys(card: DemoCard, quit: () => void): () => void {
  const { stdin } = process;
  if (!stdin.isTTY) return () => {};
  console.log('keys     i = card in, r = card out, q = quit');
  const onKey = (key: Buffer) => {
    switch (key.toString()) {
      case 'i':
        void card.insert().catch((fault) => console.error(String(fault)));
        return;
      case 'r':
        card.remove();
        return;
      case 'q':
      case '\u0003':
        quit();
    }
  };
  stdin.setRawMode(true);
  stdin.resume();
  stdin.on('data', onKey);
  return () => {
    stdin.off('data', onKey);
    stdin.setRawMode(false);
    stdin.pause();
  };
}
