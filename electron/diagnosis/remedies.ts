import type { ErrorCode } from '../../contract/index.ts';

type Words = { en: string; th: string };

/**
 * What whoever looks after the machine can do, where the catalogue's sentence (for the people at the counter) does not say it.
 */
const REMEDIES: Partial<Record<ErrorCode, Words>> = {
  PCSC_STOPPED: {
    en: 'If it stays so: systemctl restart pcscd.socket pcscd.service (Linux, as root), or start the service “Smart Card” (Windows).',
    th: 'หากยังเป็นอยู่ ใช้คำสั่ง systemctl restart pcscd.socket pcscd.service (Linux ในฐานะ root) หรือเปิดบริการ “Smart Card” (Windows)',
  },
  DEVICE_UNKNOWN: {
    en: 'Start the kiosk and give it its provisioning file or set-up code; it registers by itself as soon as it reaches the centre.',
    th: 'เปิดโปรแกรมแล้วใช้ไฟล์ตั้งค่าหรือรหัสตั้งค่าของเครื่องนี้ เครื่องจะลงทะเบียนเองเมื่อติดต่อระบบกลางได้',
  },
  DEVICE_REVOKED: {
    en: 'Ask the centre why, and what becomes of records that wait: delete nothing. To come back it is set up as a new machine (docs/it/provision.md).',
    th: 'กรุณาสอบถามระบบกลาง รวมทั้งเรื่องรายการรอส่ง ห้ามลบข้อมูล หากจะใช้ต่อ ต้องตั้งค่าเป็นเครื่องใหม่ (docs/it/provision.md)',
  },
};

const ASK_CENTRE: Words = {
  en: 'Call the centre.',
  th: 'กรุณาติดต่อผู้ดูแลระบบกลาง',
};
const RECOVER: Words = {
  en: 'Start the kiosk: it writes a request for the centre and shows a code.',
  th: 'เปิดโปรแกรม เครื่องจะเขียนไฟล์คำขอถึงระบบกลางและแสดงรหัส',
};

/** Why a vault does not open (`electron/vault`, `electron/shell/keeper.ts`), and what helps. */
const VAULT_REMEDIES: Readonly<Record<string, Words>> = {
  'no-keystore': {
    en: 'There is no unlocked keyring here: start it in the kiosk user’s own session.',
    th: 'ไม่มีที่เก็บกุญแจที่ปลดล็อกแล้ว ให้เปิดในเซสชันของผู้ใช้ของตู้เอง',
  },
  'in-use': {
    en: 'Another program has it open: see which one runs beside the kiosk, or restart the machine.',
    th: 'มีโปรแกรมอื่นเปิดใช้อยู่ ตรวจสอบโปรแกรมที่ทำงานอยู่ หรือเปิดเครื่องใหม่',
  },
  damaged: {
    en: 'Put the newest backup in its place (docs/operations.md).',
    th: 'นำสำเนาสำรองล่าสุดมาใช้แทน (docs/operations.md)',
  },
  'made-by-newer-version': {
    en: 'Install the newer version of the program again.',
    th: 'ติดตั้งโปรแกรมรุ่นที่ใหม่กว่ากลับคืน',
  },
  'keeper-changed': RECOVER,
  'keystore-refused': RECOVER,
};

/** Null where the catalogue's own sentence says what to do. @param reason of a vault that does not open */
export function remedyOf(code: ErrorCode, reason: unknown): Words | null {
  if (code === 'VAULT_LOCKED') return VAULT_REMEDIES[String(reason)] ?? ASK_CENTRE;
  return REMEDIES[code] ?? null;
}
