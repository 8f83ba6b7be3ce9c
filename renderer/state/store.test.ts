import { describe, expect, it, vi } from 'vitest';
import type { Events, KioskBridge, KioskStatus, VisitView } from '../../contract/index.ts';
import { connect } from './connect.ts';
import { createKioskStore } from './store.ts';

const consent = {
  step: 'consent',
  citizen: {
    nameTh: { prefix: 'นาย', first: 'ตัวอย่าง', middle: '', last: 'ทดสอบ' },
    nameEn: null,
    cidMasked: 'x-xxxx-xxxxx-21-1',
    photo: null,
  },
  consentVersion: '2026-1',
  deadlineAt: '2026-11-22T07:10:00.000Z',
} satisfies VisitView;

/** A bridge whose snapshots are answered when the test says so, and whose events the test sends. */
function heldBridge() {
  const snapshots = {
    visit: Promise.withResolvers<VisitView>(),
    status: Promise.withResolvers<KioskStatus>(),
  };
  const listeners: { [Name in keyof Events]?: (payload: Events[Name]) => void } = {};
  const bridge = {
    getVisit: async () => ({ ok: true, value: await snapshots.visit.promise }),
    getStatus: async () => ({ ok: true, value: await snapshots.status.promise }),
    answerConsent: async () => ({ ok: false, error: { code: 'RECORD_NOT_SAVED' } }),
    cancelVisit: async () => {
      throw new Error('the other side is gone');
    },
    sendNow: async () => ({ ok: true, value: undefined }),
    on: (event: keyof Events, listener: (payload: never) => void) => {
      Object.assign(listeners, { [event]: listener });
      return () => delete listeners[event];
    },
  } as unknown as KioskBridge;
  return { bridge, snapshots, listeners };
}

describe('the state of the screens', () => {
  it('keeps language, contrast, text size, sound and motion through a visit and forgets them when it ends', () => {
    const store = createKioskStore(heldBridge().bridge);
    const { actions } = store;
    actions.receiveVisit({ step: 'idle' });
    actions.switchLanguage();
    actions.switchContrast();
    actions.switchTextSize();
    actions.switchSound();
    actions.switchMotion();
    const chosen = { language: 'en', contrast: 'high', textSize: 'large', sound: 'off', motion: 'less' };

    actions.receiveVisit({ step: 'reading', photoShare: 0 });
    expect(store.getState()).toMatchObject(chosen);
    actions.receiveVisit({ step: 'ended', outcome: 'declined', reason: null });
    expect(store.getState()).toMatchObject(chosen);
    actions.receiveVisit({ step: 'idle' });
    expect(store.getState()).toMatchObject({
      ...{ language: 'th', contrast: 'normal', textSize: 'normal', sound: 'on', motion: 'normal' },
    });
  });

  it('takes over what the citizen chose when the visit comes to this window, and gives it back to staff plain', () => {
    const { bridge, listeners } = heldBridge();
    const kept: unknown[] = [];
    const store = createKioskStore(bridge);
    connect(
      store,
      Object.assign(bridge, {
        keepComfort: async (comfort: unknown) => {
          kept.push(comfort);
          return { ok: true, value: undefined };
        },
      }),
    );
    const english = { language: 'en', contrast: 'high', textSize: 'normal', sound: 'on', motion: 'normal' };
    const plain = { language: 'th', contrast: 'normal', textSize: 'normal', sound: 'on', motion: 'normal' };
    const tell = (surface: string) =>
      listeners.status?.({ surface, comfort: english } as unknown as KioskStatus);
    tell('counter');
    store.actions.switchSound();
    expect(store.getState()).toMatchObject({ language: 'th' });
    expect(kept).toEqual([]);
    tell('shared');
    expect(store.getState()).toMatchObject(english);
    tell('shared');
    store.actions.switchLanguage();
    expect(kept.at(-1)).toEqual({ ...english, language: 'th' });
    tell('counter');
    expect(store.getState()).toMatchObject(plain);
  });

  it('keeps nothing of the citizen once the visit is over', () => {
    const store = createKioskStore(heldBridge().bridge);
    store.actions.receiveVisit(consent);
    store.actions.receiveVisit({ step: 'idle' });
    expect(JSON.stringify(store.getState())).not.toContain('ตัวอย่าง');
  });

  it('leaves the report when a card is put in', () => {
    const store = createKioskStore(heldBridge().bridge);
    store.actions.receiveVisit({ step: 'idle' });
    store.actions.openPage('report');
    store.actions.receiveVisit({ step: 'reading', photoShare: 0 });
    expect(store.getState().page).toBe('visit');
  });

  it('keeps an open page while the same step only brings news', () => {
    const store = createKioskStore(heldBridge().bridge);
    store.actions.receiveVisit({ step: 'reading', photoShare: 0 });
    store.actions.openPage('details');
    store.actions.receiveVisit({ step: 'reading', photoShare: 0.5 });
    expect(store.getState().page).toBe('details');
  });
});

describe('commands', () => {
  it('show in a notice what they failed with, until the screen moves on', async () => {
    const store = createKioskStore(heldBridge().bridge);
    store.actions.receiveVisit(consent);
    const answer = { agree: true, version: '2026-1', language: 'th' } as const;
    expect(await store.actions.run((bridge) => bridge.answerConsent(answer))).toBeNull();
    expect(store.getState().notice).toEqual({ code: 'RECORD_NOT_SAVED' });

    store.actions.receiveVisit({ step: 'comparing' });
    expect(store.getState().notice).toBeNull();
  });

  it('take the old notice away when they are tried again and succeed', async () => {
    const store = createKioskStore(heldBridge().bridge);
    store.setState({ notice: { code: 'CENTRE_UNREACHABLE' } });
    await store.actions.run((bridge) => bridge.sendNow());
    expect(store.getState().notice).toBeNull();
  });

  it('say INTERNAL when the trusted side does not answer at all', async () => {
    const store = createKioskStore(heldBridge().bridge);
    await store.actions.run((bridge) => bridge.cancelVisit());
    expect(store.getState().notice).toEqual({ code: 'INTERNAL' });
  });
});

describe('connecting', () => {
  it('loads what is there', async () => {
    const { bridge, snapshots } = heldBridge();
    const store = createKioskStore(bridge);
    connect(store, bridge);
    snapshots.visit.resolve(consent);
    await expect.poll(() => store.getState().visit).toEqual(consent);
  });

  it('lets an event win over a snapshot that was asked for before it', async () => {
    const { bridge, snapshots, listeners } = heldBridge();
    const store = createKioskStore(bridge);
    connect(store, bridge);
    listeners.visit?.({ step: 'comparing' });
    snapshots.visit.resolve(consent);
    await snapshots.visit.promise;
    await new Promise((resolve) => setTimeout(resolve, 10));
    expect(store.getState().visit).toEqual({ step: 'comparing' });
  });

  it('asks again for what could not be told at first', async () => {
    vi.useFakeTimers();
    try {
      const { bridge } = heldBridge();
      const store = createKioskStore(bridge);
      const getVisit = vi
        .fn<KioskBridge['getVisit']>()
        .mockResolvedValueOnce({ ok: false, error: { code: 'INTERNAL' } })
        .mockResolvedValue({ ok: true, value: consent });
      connect(store, Object.assign(bridge, { getVisit }));
      await vi.advanceTimersByTimeAsync(1000);
      expect(store.getState()).toMatchObject({ visit: null, notice: { code: 'INTERNAL' } });
      await vi.advanceTimersByTimeAsync(1500);
      expect(store.getState()).toMatchObject({ visit: consent, notice: null });
      await vi.advanceTimersByTimeAsync(10_000);
      expect(getVisit).toHaveBeenCalledTimes(2);
    } finally {
      vi.useRealTimers();
    }
  });

  it('stops listening', () => {
    const { bridge, listeners } = heldBridge();
    connect(createKioskStore(bridge), bridge)();
    expect(listeners).toEqual({});
  });
});
