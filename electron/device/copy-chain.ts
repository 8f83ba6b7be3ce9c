import { z } from 'zod';
import type { Settings } from './settings.ts';

const SETTING = 'device.chain';
const chainSchema = z.object({ from: z.string().nullable(), to: z.string().nullable() });

export type CopyChain = {
  /** The link to send next. It is kept before it is sent: after a lost answer the same one goes out again. */
  next(): { from: string | null; to: string };
  /** The centre has the link. */
  settle(): void;
};

/**
 * By this chain the centre notices that a disk was copied: each link names the one before, and only one copy can add
 * the next. The other comes with a link that is no longer the last.
 */
export function createCopyChain(settings: Settings, randomLink: () => string): CopyChain {
  const read = () => chainSchema.parse(JSON.parse(settings.get(SETTING) ?? '{"from":null,"to":null}'));
  return {
    next() {
      const { from, to } = read();
      const link = { from, to: to ?? randomLink() };
      settings.set(SETTING, JSON.stringify(link));
      return link;
    },
    settle() {
      settings.set(SETTING, JSON.stringify({ from: read().to, to: null }));
    },
  };
}
