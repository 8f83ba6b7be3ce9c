import type { AuditReport, Provisioning } from '../contract/index.ts';
import type { Audit } from './audit/index.ts';
import { createAuditReporter } from './audit-report.ts';
import { type CentreClient, createCentreClient } from './centre/index.ts';
import { type CentreKeyRing, createDevice, type Device, openCentreKeys } from './device/index.ts';
import { followTokens, renewKey } from './follow-up.ts';
import { openSession } from './session.ts';
import type { CallBackList, DeviceKeys, TokenRegister } from './token/index.ts';
import type { Vault } from './vault/index.ts';

const AUDIT_KNOWN_SETTING = 'audit.known-at-centre';
const BYTES_PER_KILOBIT = 125;

/** All that this kiosk and the centre have between them. */
export type CentreSide = {
  client: CentreClient;
  device: Device;
  signingKeys: CentreKeyRing;
  /**
   * What a sync does beside the records: the tokens' fate, the audit log's head with what waits in the outbox, a new device
   * key when it is time.
   */
  followUp(waiting: AuditReport['waiting']): Promise<void>;
  /** The last entry of the audit log that the centre has heard of; 0 for none. */
  auditKnownAtCentre(): number;
};

export async function openCentreSide(parts: {
  vault: Pick<Vault, 'settings' | 'escrow'>;
  audit: Audit;
  keys: DeviceKeys;
  tokens: TokenRegister;
  callBacks: CallBackList;
  provisioning: Provisioning;
  /** Name and version of this program. */
  software: string;
  now: () => Date;
  /** What sending may take of the line; null for all that it gives. */
  uploadKilobits: number | null;
}): Promise<CentreSide> {
  const { audit, keys, tokens, provisioning, software, now } = parts;
  const { settings } = parts.vault;
  const { centre } = provisioning;
  const session = openSession({ centreUrl: centre.url, keys, settings, now });
  const client = createCentreClient({
    ...{ url: centre.url, session, fetch, now },
    bytesPerSecond: parts.uploadKilobits && parts.uploadKilobits * BYTES_PER_KILOBIT,
  });
  const device = createDevice({
    ...{ settings, provisioning, software, now },
    deviceId: keys.deviceId,
    publicKey: keys.current().publicJwk,
    registerDevice: client.registerDevice,
    audit: audit.append,
  });
  const signingKeys = await openCentreKeys({
    settings,
    roots: centre.signingKeys,
    fetchKeys: client.centreKeys,
    audit: audit.append,
  });
  const reportAudit = createAuditReporter({
    ...{ audit, now },
    send: client.auditReport,
    onKnown: (seq) => settings.set(AUDIT_KNOWN_SETTING, String(seq)),
  });

  if (centre.escrowKey && (await parts.vault.escrow(centre.escrowKey, keys.deviceId)))
    audit.append({
      actor: 'kiosk',
      event: 'vault.key-escrowed',
      subject: null,
      details: { kid: centre.escrowKey.kid ?? '' },
    });

  return {
    ...{ client, device, signingKeys },
    auditKnownAtCentre: () => Number(settings.get(AUDIT_KNOWN_SETTING) ?? 0),
    async followUp(waiting) {
      await followTokens({
        ...{ settings, tokens, callBacks: parts.callBacks, audit: audit.append },
        ...{ fetchChanges: client.tokenChanges, settleCallBack: client.settleCallBack },
      });
      await reportAudit(waiting);
      await renewKey({ keys, centreUrl: centre.url, changeKey: client.changeKey, audit: audit.append, now });
    },
  };
}
