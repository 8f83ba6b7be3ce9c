type Words = { th: string; en: string };

/** Why a file or code is not taken, and what to do about it: what stands for `{reason}` in PROVISIONING_INVALID and PROVISIONING_IGNORED. */
export const PROVISIONING_REASONS = {
  'several-files': {
    th: 'พบไฟล์ตั้งค่า {count} ไฟล์ กรุณาเหลือไว้เฉพาะไฟล์ของเครื่องนี้',
    en: "{count} provisioning files were found; leave only this machine's",
  },
  'file-gone': {
    th: 'เปิดไฟล์ไม่ได้ กรุณาตรวจว่าไดรฟ์ยังเสียบอยู่ แล้วเลือกไฟล์อีกครั้ง',
    en: 'the file could not be read; see that its drive is in and choose it again',
  },
  'other-file': {
    th: 'ไฟล์นี้ไม่ใช่ไฟล์ตั้งค่าเครื่อง กรุณาเลือกไฟล์ที่ระบบกลางออกให้',
    en: 'this is not a provisioning file; choose the one that the centre made',
  },
  content: {
    th: 'ไฟล์ไม่สมบูรณ์ที่ {field} กรุณาขอไฟล์ใหม่จากระบบกลาง',
    en: 'the file is not complete at {field}; ask the centre for a new one',
  },
  signature: {
    th: 'ไฟล์ถูกแก้ไขหรือไม่ได้มาจากระบบกลาง กรุณานำไฟล์มาใหม่',
    en: "the file was altered or is not this centre's; bring it again",
  },
  expired: {
    th: 'หมดอายุเมื่อ {date} กรุณาขอใหม่จากระบบกลาง',
    en: 'it expired on {date}; ask the centre for a new one',
  },
  'older-file': {
    th: 'ไฟล์นี้เก่ากว่าไฟล์ที่เครื่องใช้อยู่ หากจะย้ายหน่วยบริการกรุณาขอไฟล์ใหม่จากระบบกลาง',
    en: 'it is older than the one in use; to move this machine ask the centre for a new one',
  },
  'unknown-policy': {
    th: 'ไฟล์กำหนดนโยบายรุ่น {version} ซึ่งโปรแกรมนี้ยังไม่มี กรุณาปรับปรุงโปรแกรม หรือขอไฟล์ใหม่จากระบบกลาง',
    en: 'it asks for policy {version}, which this program does not have; update the program, or ask the centre for a new file',
  },
  'not-a-code': {
    th: 'รหัสตั้งค่าไม่ครบ 20 ตัว กรุณาพิมพ์ใหม่',
    en: 'the set-up code is not complete; type its 20 letters again',
  },
  'unknown-code': {
    th: 'ระบบกลางไม่รู้จักรหัสนี้ กรุณาตรวจตัวอักษรและที่อยู่ของระบบกลาง',
    en: "the centre does not know this code; check its letters and the centre's address",
  },
  'code-used': {
    th: 'มีเครื่องอื่นใช้รหัสหรือไฟล์นี้ไปแล้ว กรุณาขอใหม่จากระบบกลาง และสอบถามว่าผู้ใดใช้',
    en: 'another machine has used this code or file; ask the centre for a new one, and who has used it',
  },
} as const satisfies Record<string, Words>;

export type ProvisioningReason = keyof typeof PROVISIONING_REASONS;

/** A reason in words; null for one that has none. */
export function wordsOfReason(reason: unknown, language: keyof Words): string | null {
  const words: Record<string, Words> = PROVISIONING_REASONS;
  return typeof reason === 'string' ? (words[reason]?.[language] ?? null) : null;
}
