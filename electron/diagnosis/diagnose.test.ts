import { describe, expect, it } from 'vitest';
import { KioskError } from '../../contract/index.ts';
import { type CentrePath, lookAtKiosk, type Probes } from './index.ts';

const now = new Date('2026-11-23T03:00:00Z');

/** The whole way to the centre, or the way to the step that failed. */
const way = (over: Partial<CentrePath> & { fails?: [CentrePath['steps'][number]['step'], string] } = {}) => {
  const { fails: [last, fault] = ['answer', null], ...rest } = over;
  const all = (['dns', 'tcp', 'tls', 'answer'] as const).map((step) => ({ step, ms: 12, fault: null }));
  const gone = all.slice(
    0,
    all.findIndex(({ step }) => step === last),
  );
  const steps = [...gone, { step: last, ms: 12, fault }];
  const answered = fault === null ? { status: 200, at: now } : { status: null, at: null };
  return async (): Promise<CentrePath> => ({ steps, ...answered, ...rest });
};

const PROVISIONED = {
  ...{ hcode: '10867', training: false, centreUrl: 'https://centre.example', ignored: null },
};

const healthy: Probes = {
  reader: async () => ({ state: 'ready', name: 'Feitian R502' }),
  driver: async () => ({ drivers: ['ifd-ccid 1.5.2'], readers: [{ name: 'R502', known: true }] }),
  cameras: async () => ({ devices: 2, closed: [] }),
  vault: async () => ({ keeper: 'gnome_libsecret', sound: true }),
  provisioning: async () => PROVISIONED,
  registration: async () => ({ registered: true, error: null }),
  outbox: async () => ({ waiting: 2, parked: 0, oldestAt: '2026-11-23T02:59:00Z' }),
  centre: way(),
  certificate: async () => new Date('2027-11-23T03:00:00Z'),
  settings: async () => ['camera'],
  versions: 'kiosk 0.1.0',
  freeBytes: async () => 50e9,
  log: async () => '',
  now: () => now,
};

const look = async (sick: Partial<Probes> = {}) =>
  (await lookAtKiosk({ ...healthy, ...sick }, '0.1.0')).findings;
const badOnes = async (sick: Partial<Probes>) => (await look(sick)).filter((finding) => !finding.good);
/** What to do: a sentence after the one that says how it is, or a command. */
const REMEDY = { en: /\. \S+.*(\.|\)|service|anew)$|: apt /, th: /กรุณา|ในฐานะ root|หาก|เปิด|ติดตั้ง|ตรวจ|ให้/ };

describe('the diagnosis', () => {
  it('finds nothing wrong with a healthy kiosk, and says so of each thing', async () => {
    const findings = await look();
    expect(findings.every(({ good }) => good)).toBe(true);
    expect(findings.map(({ subject }) => subject)).toEqual(
      expect.arrayContaining([
        'reader',
        'driver',
        'camera',
        'vault',
        'disk',
        'provisioning',
        'outbox',
        'centre',
        'clock',
      ]),
    );
  });

  it.each<[string, Partial<Probes>, string]>([
    ['a stopped service', { reader: async () => ({ state: 'stopped', name: null }) }, 'PCSC_STOPPED'],
    ['a missing reader', { reader: async () => ({ state: 'missing', name: null }) }, 'READER_MISSING'],
    ['a missing driver', { driver: async () => ({ drivers: [], readers: [] }) }, 'libccid'],
    [
      'a reader without a driver',
      {
        driver: async () => ({
          drivers: ['ifd-ccid 1.5.2'],
          readers: [{ name: 'ACR38 (072f:9000)', known: false }],
        }),
      },
      'ACR38 (072f:9000): no driver',
    ],
    ['a missing camera', { cameras: async () => ({ devices: 0, closed: [] }) }, 'CAMERA_MISSING'],
    [
      'a camera that is not the user’s',
      { cameras: async () => ({ devices: 2, closed: ['/dev/video1'] }) },
      'may not open /dev/video1',
    ],
    ['a damaged database', { vault: async () => ({ keeper: 'x', sound: false }) }, 'VAULT_LOCKED'],
    [
      'a provisioning file that was passed over',
      {
        provisioning: async () => ({
          ...PROVISIONED,
          ignored: { code: 'PROVISIONING_IGNORED', details: { reason: 'signature' } },
        }),
      },
      'the file was altered',
    ],
    ['a kiosk without provisioning', { provisioning: async () => null }, 'DEVICE_UNKNOWN'],
    [
      'a kiosk that is not registered yet',
      { registration: async () => ({ registered: false, error: null }) },
      'DEVICE_UNKNOWN',
    ],
    [
      'a kiosk that the centre has shut out',
      { registration: async () => ({ registered: true, error: { code: 'DEVICE_REVOKED' } }) },
      'DEVICE_REVOKED',
    ],
    ['a full disk', { freeBytes: async () => 1e8 }, '0.1 GB'],
    [
      'old records',
      { outbox: async () => ({ waiting: 9, parked: 0, oldestAt: '2026-11-20T03:00:00Z' }) },
      '3 days',
    ],
    [
      'parked records',
      { outbox: async () => ({ waiting: 0, parked: 2, oldestAt: null }) },
      '2 records were not taken',
    ],
    ['a centre in trouble', { centre: way({ status: 503 }) }, '503'],
    [
      'a name that is not found',
      { centre: way({ fails: ['dns', 'ENOTFOUND'] }) },
      'the name centre.example is not found (ENOTFOUND)',
    ],
    ['a closed firewall', { centre: way({ fails: ['tcp', 'TimeoutError'] }) }, 'port 443 (TimeoutError)'],
    [
      'a centre that hangs up',
      { centre: way({ fails: ['answer', 'UND_ERR_SOCKET'] }) },
      'no answer (UND_ERR_SOCKET)',
    ],
    ['a centre that tells no time', { centre: way({ at: null }) }, 'not compared'],
    ['a wrong clock', { centre: way({ at: new Date('2026-11-23T04:00:00Z') }) }, 'CLOCK_WRONG'],
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
    ['a bad certificate', { centre: way({ fails: ['tls', 'CERT_HAS_EXPIRED'] }) }, 'CERT_HAS_EXPIRED'],
    [
      'a thing that can’t be looked at',
      { freeBytes: () => Promise.reject(Object.assign(new Error('statfs'), { code: 'EIO' })) },
      'could not be looked at (EIO)',
    ],
    [
      'an error of the log',
      { log: async () => JSON.stringify({ level: 50, time: now.toISOString(), fault: 'OUTBOX_FROZEN' }) },
      'OUTBOX_FROZEN: … records wait',
    ],
    [
      'an error of the log without a code',
      { log: async () => JSON.stringify({ level: 50, time: now.toISOString(), msg: 'x' }) },
      'no code',
    ],
  ])('names %s in both languages, and what to do', async (_what, sick, word) => {
    const [finding] = await badOnes(sick);
    expect(finding?.en).toContain(word);
    expect(finding?.en).toMatch(REMEDY.en);
    expect(finding?.th).toMatch(REMEDY.th);
  });

  it('goes the way to the centre to the step that fails, and no further', async () => {
    const findings = await look({ centre: way({ fails: ['tls', 'SELF_SIGNED_CERT_IN_CHAIN'] }) });
    expect(findings.filter(({ subject }) => subject === 'centre').map(({ good }) => good)).toEqual([
      ...[true, true],
      false,
    ]);
    expect(findings.find(({ subject }) => subject === 'clock')).toMatchObject({ good: false });
  });

  it('says why a vault does not open, and that what stands in it was not looked at', async () => {
    const vault = () => Promise.reject(new KioskError('VAULT_LOCKED', { reason: 'no-keystore' }));
    const [locked, unseen, ...others] = await badOnes({ vault });
    expect(locked).toMatchObject({
      subject: 'vault',
      en: expect.stringContaining('VAULT_LOCKED no-keystore'),
    });
    expect(unseen).toMatchObject({ subject: 'provisioning', en: expect.stringContaining('not looked at') });
    expect(others).toEqual([]);
  });

  it('leaves the centre’s way to its steps when the last talk with it failed by the network', async () => {
    const registration = async () => ({ registered: true, error: { code: 'CENTRE_UNREACHABLE' } as const });
    expect(await badOnes({ registration })).toEqual([]);
  });

  it('says by how many minutes the clock is wrong, as a thing of its own', async () => {
    const centre = way({ at: new Date('2026-11-23T04:00:00Z') });
    const [finding] = await badOnes({ centre });
    expect(finding).toMatchObject({ subject: 'clock', en: expect.stringContaining('-60 minutes') });
  });

  it('goes on with the rest when one thing can’t be looked at', async () => {
    const reader = () => Promise.reject(new Error('no host'));
    expect((await badOnes({ reader })).map(({ subject }) => subject)).toEqual(['reader']);
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
    const findings = await look({ log: async () => lines.join('\n') });
    const exported = JSON.stringify(findings);
    expect(exported).toContain('23 November 2569 BE at 10:00:00 OUTBOX_FROZEN');
    expect(exported).not.toContain(citizen);
    expect(exported).not.toContain('สมหญิง');
  });
});
