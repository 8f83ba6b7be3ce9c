import { expect, it } from 'vitest';
import { onVault } from './open-kiosk-vault.ts';
import { openTestVault } from './vault/testing.ts';

it('closes the vault of a kiosk that does not come about, and leaves that of one that does open', async () => {
  const vault = openTestVault();
  const isOpen = () => vault.db.open;
  try {
    await expect(onVault(vault, async () => isOpen())).resolves.toBe(true);
    expect(isOpen()).toBe(true);
    const refused = onVault(vault, async () => {
      throw new Error('the centre’s address is wrong');
    });
    await expect(refused).rejects.toThrow('address');
    expect(isOpen()).toBe(false);
  } finally {
    vault.remove();
  }
});
