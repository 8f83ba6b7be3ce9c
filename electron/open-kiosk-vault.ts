import { readFile } from 'node:fs/promises';
import { KioskError } from '../contract/index.ts';
import { createAudit } from './audit/index.ts';
import { openVault, recoverVault, requestRecovery, type Vault, type VaultOptions } from './vault/index.ts';

/** Why the key store does not give the key: the centre's escrow key can help. */
const RECOVERABLE = new Set<unknown>(['keeper-changed', 'keystore-refused']);

/**
 * Opens the vault. Where the key store was changed or has lost its key, nothing is opened and nothing written over: a request
 * for the centre is written, and with the centre's answer the vault opens again.
 * @param answerFile the centre's answer, as it was named at the start; null when none was
 * @throws KioskError VAULT_LOCKED; VAULT_RECOVERABLE `{file, code}` when a request was written
 */
export async function openKioskVault(options: VaultOptions, answerFile: string | null): Promise<Vault> {
  const { keyStore, now } = options;
  const answered =
    answerFile === null ? null : await recoverVault(options, await readFile(answerFile, 'utf8'));
  const vault = await openOrAsk(options);
  if (answered)
    createAudit({ db: vault.db, now }).append({
      actor: 'kiosk',
      event: 'vault.recovered',
      subject: null,
      details: { ...answered, keeper: keyStore.keeper },
    });
  return vault;
}

/** Closes the vault when what is made on it does not come about: it would lie there open until the program ends. */
export async function onVault<Made>(vault: Vault, make: () => Promise<Made>): Promise<Made> {
  try {
    return await make();
  } catch (fault) {
    vault.close();
    throw fault;
  }
}

async function openOrAsk(options: VaultOptions): Promise<Vault> {
  try {
    return openVault(options);
  } catch (fault) {
    const { file, keyStore, now } = options;
    if (!(fault instanceof KioskError) || !RECOVERABLE.has(fault.details.reason)) throw fault;
    const request = await requestRecovery({ file, keyStore, now: now() });
    if (request === null) throw fault;
    const { requestFile, code } = request;
    throw new KioskError('VAULT_RECOVERABLE', { file: requestFile, code }, { cause: fault });
  }
}
