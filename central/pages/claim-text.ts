import { describeError, type ErrorCode, type ErrorReport } from '../../contract/errors.ts';
import type { Language } from './language.ts';

const th = {
  service: 'หมอพร้อมดิจิทัลไอดี',
  title: 'ยืนยัน Token ของท่าน',
  lead: 'ใช้คิวอาร์จากหน้าจอตู้ และรหัสยืนยันในสลิปที่ท่านได้รับ',
  token: 'ข้อความจากคิวอาร์',
  tokenReady: 'ได้รับข้อมูลจากคิวอาร์แล้ว',
  code: 'รหัสยืนยันในสลิป',
  claim: 'ยืนยัน Token',
  claiming: 'กำลังยืนยัน กรุณารอสักครู่',
  done: 'ยืนยัน Token สำเร็จ',
  doneAt: 'ยืนยันเมื่อ',
  doneKey: 'Token นี้ผูกกับกุญแจในเครื่องของท่านแล้ว กุญแจออกจากเครื่องนี้ไม่ได้',
  noCrypto: 'กรุณาเปิดหน้านี้ผ่านการเชื่อมต่อที่ปลอดภัย (https) ด้วยเบราว์เซอร์รุ่นปัจจุบัน',
};

const en: typeof th = {
  service: 'Mor Prom Digital ID',
  title: 'Confirm your token',
  lead: 'You need the QR code from the kiosk and the confirmation code on your slip',
  token: 'Text of the QR code',
  tokenReady: 'The QR code is here',
  code: 'Confirmation code on your slip',
  claim: 'Confirm token',
  claiming: 'Confirming, one moment please',
  done: 'Your token is confirmed',
  doneAt: 'Confirmed on',
  doneKey: 'The token is now bound to a key in your device. The key cannot leave it.',
  noCrypto: 'Please open this page over a secure connection (https) with a current browser.',
};

export type ClaimText = typeof th;
export const CLAIM_TEXT: Record<Language, ClaimText> = { th, en };

/** The catalogue speaks to the counter's staff in these cases; here a citizen reads. */
const FOR_CITIZENS: Partial<Record<ErrorCode, Record<Language, string>>> = {
  CENTRE_UNREACHABLE: {
    th: 'ติดต่อระบบไม่ได้ กรุณาตรวจสอบอินเทอร์เน็ตแล้วลองใหม่',
    en: 'The service is out of reach. Check your internet connection and try again.',
  },
  CENTRE_BUSY: {
    th: 'ระบบกำลังรับงานมาก กรุณาลองใหม่ในอีกสักครู่',
    en: 'The service is busy. Please try again in a moment.',
  },
  CLOCK_WRONG: {
    th: 'นาฬิกาในเครื่องของท่านไม่ตรง กรุณาตั้งเวลาแล้วลองใหม่',
    en: "Your device's clock is wrong. Set it and try again.",
  },
  REQUEST_INVALID: {
    th: 'ยืนยันไม่สำเร็จ กรุณาลองใหม่ในอีกสักครู่',
    en: 'That did not work. Please try again in a moment.',
  },
};

export const describeToCitizen = (error: ErrorReport, language: Language): string =>
  FOR_CITIZENS[error.code]?.[language] ?? describeError(error, language);
