import {
  type DiagnosisSubject,
  describeError,
  type ErrorCode,
  type ErrorReport,
  type Finding,
  KioskError,
} from '../../contract/index.ts';
import { remedyOf } from './remedies.ts';

/** A finding is about what was looked at, unless it says otherwise. */
export type Found = Omit<Finding, 'subject'> & { subject?: DiagnosisSubject };

export const good = (en: string, th: string): Found => ({ good: true, en, th });
export const bad = (en: string, th: string): Found => ({ good: false, en, th });

/** The catalogue's words, with what whoever looks after the machine can do about it. */
export function ofError(code: ErrorCode, details?: ErrorReport['details']): Found {
  return bad(...sayError(code, details));
}

/** An error in English and Thai. What it would be filled with and isn't known is left open. */
export function sayError(code: ErrorCode, details: ErrorReport['details'] = {}): [en: string, th: string] {
  const { reason } = details;
  // The catalogue's sentence names it where there are words for it.
  const name = code === 'VAULT_LOCKED' && reason !== undefined ? `${code} ${reason}` : code;
  const remedy = remedyOf(code, reason);
  const say = (language: 'th' | 'en') =>
    [
      `${name}: ${describeError({ code, details }, language).replaceAll(/\{\w+\}/g, '…')}`,
      ...(remedy ? [remedy[language]] : []),
    ].join(' ');
  return [say('en'), say('th')];
}

/** What could not be looked at at all. */
export function ofFault(fault: unknown): Found {
  if (fault instanceof KioskError) return ofError(fault.code, fault.details);
  const kind = faultKind(fault);
  return bad(
    `could not be looked at (${kind}). Start the kiosk anew; if it stays so, hand on logs/kiosk.log.`,
    `ตรวจสอบไม่ได้ (${kind}) กรุณาเปิดโปรแกรมใหม่ หากยังเป็นอยู่ ให้ส่งไฟล์ logs/kiosk.log`,
  );
}

/** The kind of a failure, such as `ENOTFOUND` or `CERT_HAS_EXPIRED`; never its message. */
export function faultKind(fault: unknown): string {
  const cause = fault instanceof Error && fault.cause !== undefined ? fault.cause : fault;
  if (!(cause instanceof Error)) return 'unknown';
  return 'code' in cause && typeof cause.code === 'string' ? cause.code : cause.name;
}

/** As people here read it: Buddhist era, the Thai clock. */
const dates = (options: Intl.DateTimeFormatOptions) => {
  const inZone = { ...options, timeZone: 'Asia/Bangkok' };
  const th = new Intl.DateTimeFormat('th-TH-u-ca-buddhist', inZone);
  const en = new Intl.DateTimeFormat('en-GB-u-ca-buddhist', inZone);
  return (language: 'th' | 'en', at: Date): string => (language === 'th' ? th : en).format(at);
};
export const sayDate = dates({ dateStyle: 'long' });
export const sayTime = dates({ dateStyle: 'long', timeStyle: 'medium' });
