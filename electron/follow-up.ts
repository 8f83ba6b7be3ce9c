import { KioskError, type TokenChanges } from '../contract/index.ts';
import type { AuditEntry } from './audit/index.ts';
import type { CallBackList, DeviceKeys, TokenRegister } from './token/index.ts';

const CURSOR_SETTING = 'token.changes-cursor';
/** A key in software is not kept for ever. */
const KEY_LIFE_MS = 365 * 86_400_000;

type Settings = { get(name: string): string | null; set(name: string, value: string): void };

/**
 * Tells the centre which call-backs staff have closed here, and takes over what it knows: this kiosk's tokens confirmed,
 * revoked or raised, and whom the facility is still to call back.
 */
export async function followTokens(parts: {
  fetchChanges: (cursor: string | null) => Promise<TokenChanges>;
  /** Takes a person off the centre's list; it may be told of one again. */
  settleCallBack: (tokenId: string) => Promise<void>;
  callBacks: CallBackList;
  settings: Settings;
  tokens: TokenRegister;
  audit: (entry: AuditEntry) => void;
}): Promise<void> {
  const { settings, tokens, callBacks } = parts;
  for (const tokenId of callBacks.unsettled()) await parts.settleCallBack(tokenId);
  const answer = await parts.fetchChanges(settings.get(CURSOR_SETTING));
  const { changes, cursor } = answer;
  callBacks.replace(answer.callBacks);
  for (const change of changes) {
    if (tokens.update([change]) && change.status === 'revoked')
      parts.audit({
        actor: 'centre',
        event: 'token.revoked',
        subject: change.tokenId,
        details: { callBack: change.callBack ? 'yes' : 'no' },
      });
  }
  settings.set(CURSOR_SETTING, cursor);
}

/** Changes the device's key when it has served its time. */
export async function renewKey(parts: {
  keys: DeviceKeys;
  centreUrl: string;
  changeKey: (proof: string) => Promise<void>;
  audit: (entry: AuditEntry) => void;
  now: () => Date;
}): Promise<void> {
  const { keys } = parts;
  if (parts.now().getTime() - Date.parse(keys.current().madeAt) < KEY_LIFE_MS) return;
  await keys.change(parts.centreUrl, parts.changeKey);
  parts.audit({
    actor: 'kiosk',
    event: 'device.key-changed',
    subject: keys.deviceId,
    details: { keyId: keys.current().thumbprint },
  });
}

/**
 * A change of key may have reached the centre without its answer coming back: then the centre knows the new key only,
 * and the call is made with that one.
 */
export async function withKeyTheCentreKnows<Answer>(
  keys: DeviceKeys,
  call: () => Promise<Answer>,
): Promise<Answer> {
  try {
    return await call();
  } catch (fault) {
    const isUnknown = fault instanceof KioskError && fault.code === 'DEVICE_UNKNOWN';
    if (!isUnknown || !keys.takeUpInterrupted()) throw fault;
    return call();
  }
}
