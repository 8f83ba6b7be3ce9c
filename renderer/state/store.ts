import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Answer, ErrorReport, KioskBridge, KioskStatus, PageView } from '../../contract/index.ts';
import { type CameraState, initialStatus, type StatusSlice } from './status-slice.ts';
import {
  comfortAt,
  initialComfort,
  initialUi,
  type Page,
  toggleContrast,
  toggleLanguage,
  toggleMotion,
  toggleSound,
  toggleTextSize,
  type UiSlice,
} from './ui-slice.ts';
import { initialVisit, type VisitSlice, visitEnds } from './visit-slice.ts';

export type KioskState = VisitSlice & StatusSlice & UiSlice;

/** Everything the screens may do. Commands go to the trusted side; what they fail with becomes the notice. */
export type KioskActions = {
  /** The trusted side's word, as it comes in. */
  receiveVisit(visit: PageView): void;
  receiveStatus(status: KioskStatus): void;
  receiveCamera(camera: CameraState): void;

  switchLanguage(): void;
  switchContrast(): void;
  switchTextSize(): void;
  switchSound(): void;
  switchMotion(): void;
  resetComfort(): void;
  openPage(page: Page): void;
  dismissNotice(): void;
  showNotice(notice: ErrorReport): void;

  /** Runs a command and gives its value, or null when it failed and the notice says why. */
  run<Output>(command: (bridge: KioskBridge) => Promise<Answer<Output>>): Promise<Output | null>;
  /** The same, for screens that show the failure themselves. */
  ask<Output>(command: (bridge: KioskBridge) => Promise<Answer<Output>>): Promise<Answer<Output>>;
};

export type KioskStore = StoreApi<KioskState> & { actions: KioskActions };

/** The state of the screens. Nothing but the bridge changes what is known of the visit and the machine. */
export function createKioskStore(bridge: KioskBridge): KioskStore {
  const store = createStore<KioskState>(() => ({ ...initialVisit, ...initialStatus, ...initialUi }));
  const set = store.setState;

  const ask: KioskActions['ask'] = async (command) => {
    try {
      return await command(bridge);
    } catch {
      // The bridge answers failures as values; a rejection means that the other side is gone.
      return { ok: false, error: { code: 'INTERNAL' } satisfies ErrorReport };
    }
  };

  const actions: KioskActions = {
    receiveVisit: (visit) =>
      set((state) => ({
        visit,
        ...(state.visit?.step === visit.step ? {} : { notice: null, page: 'visit' }),
        ...(visitEnds(state.visit, visit) ? initialComfort : {}),
      })),
    receiveStatus: (status) => set((state) => ({ status, ...comfortAt(status, state.status) })),
    receiveCamera: (camera) => set({ camera }),

    switchLanguage: () => set(toggleLanguage),
    switchContrast: () => set(toggleContrast),
    switchTextSize: () => set(toggleTextSize),
    switchSound: () => set(toggleSound),
    switchMotion: () => set(toggleMotion),
    resetComfort: () => set(initialComfort),
    openPage: (page) => set({ page }),
    dismissNotice: () => set({ notice: null }),
    showNotice: (notice) => set({ notice }),

    ask,
    run: async (command) => {
      set({ notice: null });
      const answer = await ask(command);
      if (!answer.ok) set({ notice: answer.error });
      return answer.ok ? answer.value : null;
    },
  };
  return Object.assign(store, { actions });
}
