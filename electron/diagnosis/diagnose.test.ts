import { describe, expect, it } from 'vitest';
import { KioskError } from '../../contract/index.ts';
import { diagnose, type Probes } from './index.ts';

const now = new Date('2026-11-23T03:00:00Z');

const healthy: Probes = {
  reader: async () => ({ state: 'ready', name: 'Feitian R502' }),
  cameras: async () => 1,
  vault: async () => ({ keeper: 'gnome_libsecret', sound: true }),
  provisioning: async () => ({ hcode: '10867', training: false, centreUrl: 'https://centre.example' }),
  outbox: async () => ({ waiting: 2, oldestAt: '2026-11-23T02:59:00Z' }),
  centre: async () => ({ status: 200, ms: 12, at: now }),
  certificate: async () => new Date('2027-11-23T03:00:00Z'),
  settings: async () => ['camera'],
  versions: 'kiosk 0.1.0',
  freeBytes: async () => 50e9,
  log: async () => '',
  now: () => now,
};

const badOnes = async (sick: Partial<Probes>) =>
  (await diagnose({ ...healthy, ...sick })).filter((finding) => !finding.good);

describe('the diagnosis', () => {
  it('finds nothing wrong with a healthy kiosk, and says so of each thing', async () => {
    const findings = await diagnose(healthy);
    expect(findings.every(({ good }) => good)).toBe(true);
    expect(findings.map(({ subject }) => subject)).toEqual(
      expect.arrayContaining(['reader', 'camera', 'vault', 'disk', 'provisioning', 'outbox', 'centre']),
    );
  });

  it.each<[string, Partial<Probes>, string]>([
    ['a stopped service', { reader: async () => ({ state: 'stopped', name: null }) }, 'PCSC_STOPPED'],
    ['a missing reader', { reader: async () => ({ state: 'missing', name: null }) }, 'READER_MISSING'],
    ['a missing camera', { cameras: async () => 0 }, 'CAMERA_MISSING'],
    ['a damaged database', { vault: async () => ({ keeper: 'x', sound: false }) }, 'VAULT_LOCKED'],
    ['a kiosk without provisioning', { provisioning: async () => null }, 'DEVICE_UNKNOWN'],
    ['a full disk', { freeBytes: async () => 1e8 }, '0.1 GB'],
    ['old records', { outbox: async () => ({ waiting: 9, oldestAt: '2026-11-20T03:00:00Z' }) }, '3 days'],
    ['a centre in trouble', { centre: async () => ({ status: 503, ms: 1, at: now }) }, '503'],
    [
      'a wrong clock',
      { centre: async () => ({ status: 200, ms: 1, at: new Date('2026-11-23T04:00:00Z') }) },
      'CLOCK_WRONG',
    ],
    [
      'a certificate that ends soon',
      { certificate: async () => new Date('2026-12-01T00:00:00Z') },
      '1 December 2569 BE',
    ],
    [
      'settings that are not usable',
      { settings: () => Promise.reject(new KioskError('SETTINGS_INVALID', { reason: 'kamera' })) },
      'kamera',
    ],
    [
      'a bad certificate',
      {
        centre: () =>
          Promise.reject(
            new TypeError('fetch failed', {
              cause: Object.assign(new Error(), { code: 'CERT_HAS_EXPIRED' }),
            }),
          ),
      },
      'CERT_HAS_EXPIRED',
    ],
  ])('names %s in both languages', async (_what, sick, word) => {
    const [finding] = await badOnes(sick);
    expect(finding?.en).toContain(word);
    expect(finding?.th).toMatch(/[ก-๙]/);
  });

  it('says by how many minutes the clock is wrong, as a thing of its own', async () => {
    const centre = async () => ({ status: 200, ms: 1, at: new Date('2026-11-23T04:00:00Z') });
    const [finding] = await badOnes({ centre });
    expect(finding).toMatchObject({ subject: 'clock', en: expect.stringContaining('-60 minutes') });
  });

  it('goes on with the rest when one thing can’t be looked at', async () => {
    const vault = () => Promise.reject(new KioskError('VAULT_LOCKED', { reason: 'in-use' }));
    expect((await badOnes({ vault })).map(({ subject }) => subject)).toEqual(['vault']);
  });

  it('takes only time and code from the log, nothing personal', async () => {
    const citizen = '1103700012345';
    const lines = [
      JSON.stringify({ level: 30, time: now.toISOString(), msg: 'fine' }),
      JSON.stringify({
        level: 50,
        time: now.toISOString(),
        fault: `KioskError: OUTBOX_FROZEN: ${citizen} สมหญิง`,
        msg: `about ${citizen}`,
      }),
      '{"level":50,"ti',
    ];
    const findings = await diagnose({ ...healthy, log: async () => lines.join('\n') });
    const exported = JSON.stringify(findings);
    expect(exported).toContain('23 November 2569 BE at 10:00:00 OUTBOX_FROZEN');
    expect(exported).not.toContain(citizen);
    expect(exported).not.toContain('สมหญิง');
  });
});
