import { describe, expect, it } from 'vitest';
import type { KioskStatus } from '../../contract/index.ts';
import { surfaceOf } from './surface-of.ts';

const status = (
  operator: KioskStatus['operator'],
  surface: KioskStatus['surface'] = 'shared',
): KioskStatus => ({
  surface,
  comfort: null,
  setUp: null,
  ignoredFile: null,
  facility: null,
  deviceName: null,
  deviceId: null,
  reader: { state: 'ready', name: null, virtual: false },
  centre: { state: 'offline', lastSyncAt: null, error: null },
  outbox: { waiting: 0, parked: 0, oldestAt: null, warning: null, frozen: null },
  operator,
  choosingPin: null,
  camera: { chosen: null, refused: [], allowed: null },
  locked: [],
  simulated: { reader: false, camera: false },
  training: false,
  policyVersion: '2026-1',
  version: '0.1.0',
});
const signedIn = status({ id: 'op1', name: 'สุดา', role: 'operator' });
const supervised = status({ id: 'sup1', name: 'วิภา', role: 'supervisor' });
const signedOut = status(null);

describe('who the screen belongs to', () => {
  it('is nobody until the trusted side has spoken', () => {
    expect(surfaceOf(null, signedIn, 'visit')).toBe('starting');
    expect(surfaceOf({ step: 'idle' }, null, 'visit')).toBe('starting');
  });

  it('is the operator who has yet to sign in, also when a card is already in', () => {
    expect(surfaceOf({ step: 'idle' }, signedOut, 'visit')).toBe('sign-in');
    const refused = {
      step: 'card-problem',
      error: { code: 'SIGN_IN_REQUIRED' },
      staffCanHelp: false,
    } as const;
    expect(surfaceOf(refused, signedOut, 'visit')).toBe('sign-in');
  });

  it('is who has to choose a PIN, and at the citizen’s own window a closed counter', () => {
    const person = { id: 'op1', name: 'สุดา', role: 'operator' } as const;
    const choosing = { ...signedOut, choosingPin: person };
    const refused = {
      step: 'card-problem',
      error: { code: 'SIGN_IN_REQUIRED' },
      staffCanHelp: false,
    } as const;
    for (const page of ['visit', 'desk', 'report', 'pin'] as const)
      expect(surfaceOf({ step: 'idle' }, choosing, page)).toBe('choose-pin');
    expect(surfaceOf(refused, choosing, 'visit')).toBe('choose-pin');
    expect(surfaceOf({ step: 'idle' }, { ...choosing, surface: 'citizen' }, 'visit')).toBe('closed');
  });

  it('is the own PIN’s only for who is signed in, and never during a visit', () => {
    expect(surfaceOf({ step: 'idle' }, signedIn, 'pin')).toBe('choose-pin');
    expect(surfaceOf({ step: 'idle' }, signedOut, 'pin')).toBe('sign-in');
    expect(surfaceOf({ step: 'comparing' }, signedIn, 'pin')).toBe('visit');
  });

  it('is the operator’s with a broken reader, too, and the citizen’s own window is closed', () => {
    const broken = { step: 'card-problem', error: { code: 'READER_MISSING' }, staffCanHelp: false } as const;
    expect(surfaceOf(broken, signedOut, 'visit')).toBe('sign-in');
    expect(surfaceOf(broken, status(null, 'citizen'), 'visit')).toBe('closed');
    expect(surfaceOf(broken, signedIn, 'visit')).toBe('visit');
  });

  it('is what staff open while the reader is broken, for nobody is served', () => {
    const broken = { step: 'card-problem', error: { code: 'READER_MISSING' }, staffCanHelp: false } as const;
    expect(surfaceOf(broken, signedIn, 'desk')).toBe('desk');
    expect(surfaceOf(broken, supervised, 'report')).toBe('report');
    expect(surfaceOf(broken, signedIn, 'report')).toBe('visit');
    const counter = status(signedIn.operator, 'counter');
    const trouble = { code: 'READER_MISSING' } as const;
    const there = {
      step: 'under-way',
      doing: 'card-problem',
      deadlineAt: null,
      trouble,
      staffCanHelp: false,
    } as const;
    expect(surfaceOf(there, counter, 'visit')).toBe('visit');
    expect(surfaceOf(there, counter, 'desk')).toBe('desk');
  });

  it('stays the visit’s when it runs without an operator', () => {
    expect(surfaceOf({ step: 'comparing' }, signedOut, 'visit')).toBe('visit');
  });

  it('is the report only between visits', () => {
    expect(surfaceOf({ step: 'idle' }, supervised, 'report')).toBe('report');
    expect(surfaceOf({ step: 'comparing' }, supervised, 'report')).toBe('visit');
  });

  it('is the report for supervisors alone, the desk for everybody who signed in', () => {
    expect(surfaceOf({ step: 'idle' }, signedIn, 'report')).toBe('visit');
    expect(surfaceOf({ step: 'idle' }, signedIn, 'desk')).toBe('desk');
    expect(surfaceOf({ step: 'idle' }, signedOut, 'desk')).toBe('sign-in');
  });

  it('is the desk between visits where the counter has a window of its own', () => {
    const counter = status(supervised.operator, 'counter');
    expect(surfaceOf({ step: 'idle' }, counter, 'visit')).toBe('desk');
    expect(surfaceOf({ step: 'idle' }, counter, 'report')).toBe('report');
    const underWay = { step: 'under-way', doing: 'face', deadlineAt: null, staffCanHelp: true } as const;
    expect(surfaceOf({ ...underWay, trouble: null }, counter, 'report')).toBe('visit');
    const refused = { ...underWay, doing: 'card-problem', trouble: { code: 'SIGN_IN_REQUIRED' } } as const;
    expect(surfaceOf(refused, status(null, 'counter'), 'visit')).toBe('sign-in');
  });

  it('is a closed counter at the citizen’s own window, never a sign-in', () => {
    expect(surfaceOf({ step: 'idle' }, status(null, 'citizen'), 'visit')).toBe('closed');
    expect(surfaceOf({ step: 'idle' }, status(signedIn.operator, 'citizen'), 'visit')).toBe('visit');
  });

  it('needs a sign-in for the report', () => {
    expect(surfaceOf({ step: 'idle' }, signedOut, 'report')).toBe('sign-in');
  });
});
