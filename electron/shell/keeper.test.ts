import { describe, expect, it } from 'vitest';
import { refuseUnprotected } from './keeper.ts';

describe('the keeper of the vault’s key', () => {
  it('is never basic_text when the kiosk is packaged', () => {
    expect(() => refuseUnprotected('basic_text', true)).toThrow(
      expect.objectContaining({ code: 'VAULT_LOCKED', details: { reason: 'no-keystore' } }),
    );
  });

  it('may be basic_text in development, and a real one anywhere', () => {
    expect(() => refuseUnprotected('basic_text', false)).not.toThrow();
    for (const keeper of ['gnome_libsecret', 'kwallet6', 'darwin', 'win32'])
      expect(() => refuseUnprotected(keeper, true)).not.toThrow();
  });
});
