import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { KioskActions, KioskState, KioskStore } from './store.ts';

/** The store of this window; set once at the root. */
export const KioskContext = createContext<KioskStore | null>(null);

/** A piece of the state; the component draws itself anew when that piece changes. */
export function useKiosk<Piece>(select: (state: KioskState) => Piece): Piece {
  return useStore(useKioskStore(), select);
}

export function useActions(): KioskActions {
  return useKioskStore().actions;
}

function useKioskStore(): KioskStore {
  const store = useContext(KioskContext);
  if (!store) throw new Error('no KioskContext above this component');
  return store;
}
