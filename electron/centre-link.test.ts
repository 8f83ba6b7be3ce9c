import { describe, expect, it } from 'vitest';
import { type DeviceReport, type ErrorReport, invalidProvisioning, KioskError } from '../contract/index.ts';
import { createCentreLink } from './centre-link.ts';

/** A kiosk that the centre does not know yet, and what the centre says to it. */
function linkTo(centre: () => void) {
  const refused: ErrorReport[] = [];
  let registered = false;
  const link = createCentreLink({
    isRegistered: () => registered,
    async register() {
      centre();
      registered = true;
    },
    fetchReport: async () => ({}) as DeviceReport,
    ...{ afterReport: async () => {}, onChange() {}, onOnline() {} },
    onRefused: (reason) => refused.push(reason),
    now: () => new Date('2026-11-22T03:00:00Z'),
  });
  return { link, refused };
}

describe('the link to the centre', () => {
  it('tells when the centre does not take the device with its file, and keeps nobody in the dark who wants to sign in', async () => {
    const { link, refused } = linkTo(() => {
      throw invalidProvisioning('code-used');
    });
    await expect(link.known()).rejects.toMatchObject({
      code: 'PROVISIONING_INVALID',
      details: { reason: 'code-used' },
    });
    expect(refused).toEqual([{ code: 'PROVISIONING_INVALID', details: { reason: 'code-used' } }]);
  });

  it.each(['CENTRE_UNREACHABLE', 'CENTRE_BUSY', 'DEVICE_REVOKED'] as const)(
    'gives no file up for %s',
    async (code) => {
      const { link, refused } = linkTo(() => {
        throw new KioskError(code);
      });
      await link.refresh();
      expect([link.state().error?.code, refused]).toEqual([code, []]);
    },
  );

  it('has nothing to tell once the device is registered', async () => {
    const { link, refused } = linkTo(() => {});
    await link.known();
    expect([link.state().state, refused]).toEqual(['online', []]);
  });
});
