import { createVirtualCard, ensurePcscd, FIRST_READER_PORT, loadCard } from '../virtual-card/index.ts';
import { realReaders } from './real-readers.ts';

/** What serves the card: a real reader with whatever card people put in, or the virtual card. */
export type DemoCard = {
  virtual: boolean;
  insert(): Promise<void>;
  remove(): void;
  readonly inserted: boolean;
  stop(): Promise<void>;
};

/** The virtual card of this JSON file in a virtual reader, with the smart-card service started if need be. */
export async function virtualCardFrom(file: string): Promise<DemoCard> {
  const { card, photo } = await loadCard(file);
  const pcscd = await ensurePcscd({ ports: [FIRST_READER_PORT] });
  const handle = createVirtualCard({ card, photo });
  return {
    virtual: true,
    insert: handle.insert,
    remove: handle.remove,
    get inserted() {
      return handle.inserted;
    },
    async stop() {
      handle.close();
      await pcscd.stop();
    },
  };
}

/** Whether a real reader is attached, so that no virtual card is needed. */
export async function hasRealReader(): Promise<boolean> {
  return (await realReaders()).length > 0;
}
