import { describeError, type ErrorCode, type ErrorReport } from '../../contract/errors.ts';
import type { Language } from './language.ts';

const th = {
  service: 'หมอพร้อมดิจิทัลไอดี',
  title: 'ยืนยัน Token ของท่าน',
  titleDone: 'หลักฐานดิจิทัลของท่าน',
  titleAsked: 'มีบริการขอดูข้อมูล',
  lead: 'ใช้คิวอาร์จากหน้าจอตู้ และรหัสยืนยันในสลิปที่ท่านได้รับ',
  scan: 'สแกนคิวอาร์',
  token: 'ข้อความจากคิวอาร์',
  tokenReady: 'ได้รับข้อมูลจากคิวอาร์แล้ว',
  code: 'รหัสยืนยันในสลิป',
  claim: 'ยืนยัน Token',
  otherWallet: 'ใช้แอปกระเป๋าดิจิทัลอื่นในเครื่องนี้',
  claiming: 'กำลังยืนยัน กรุณารอสักครู่',
  done: 'ยืนยัน Token สำเร็จ',
  level: 'ระดับการพิสูจน์ตัวตน',
  facility: 'รหัสหน่วยบริการ',
  enrolledAt: 'พิสูจน์ตัวตนเมื่อ',
  doneKey: 'Token นี้ผูกกับกุญแจในเครื่องของท่านแล้ว กุญแจออกจากเครื่องนี้ไม่ได้',
  another: 'ยืนยัน Token อื่น',
  asked: 'หน้าตรวจระดับของหมอพร้อมขอทราบข้อมูลนี้จากท่าน',
  askedLevel: 'ระดับการพิสูจน์ตัวตน',
  askedNothingElse: 'ข้อมูลอื่นจะไม่ถูกส่ง',
  present: 'ยินยอมและส่ง',
  risen: 'ระดับการพิสูจน์ตัวตนของท่านเพิ่มขึ้นแล้ว',
  requestRefused: 'คำขอนี้ไม่ใช่ของหน้าตรวจระดับของหมอพร้อม หรือขอข้อมูลเกินกว่าระดับ จึงไม่มีการส่งข้อมูลใด',
  notSent: 'ส่งไม่สำเร็จ กรุณากลับไปหน้าตรวจระดับแล้วเริ่มใหม่',
  nothingKept: 'ยังไม่มีหลักฐานในเครื่องนี้ กรุณายืนยัน Token ก่อน',
  noCrypto: 'กรุณาเปิดหน้านี้ผ่านการเชื่อมต่อที่ปลอดภัย (https) ด้วยเบราว์เซอร์รุ่นปัจจุบัน',
};

const en: typeof th = {
  service: 'Mor Prom Digital ID',
  title: 'Confirm your token',
  titleDone: 'Your digital credential',
  titleAsked: 'A service asks for data',
  lead: 'You need the QR code from the kiosk and the confirmation code on your slip',
  scan: 'Scan the QR code',
  token: 'Text of the QR code',
  tokenReady: 'The QR code is here',
  code: 'Confirmation code on your slip',
  claim: 'Confirm token',
  otherWallet: 'Use another wallet app on this device',
  claiming: 'Confirming, one moment please',
  done: 'Your token is confirmed',
  level: 'Identity level',
  facility: 'Facility code',
  enrolledAt: 'Identity proven on',
  doneKey: 'The token is now bound to a key in your device. The key cannot leave it.',
  another: 'Confirm another token',
  asked: "Mor Prom's level check asks you for this:",
  askedLevel: 'Your identity level',
  askedNothingElse: 'Nothing else is sent.',
  present: 'Agree and send',
  risen: 'Your identity level has risen',
  requestRefused:
    "This request is not from Mor Prom's level check, or asks for more than the level. Nothing was sent.",
  notSent: 'It was not sent. Please go back to the level check and begin again.',
  nothingKept: 'There is no credential in this device yet. Confirm your token first.',
  noCrypto: 'Please open this page over a secure connection (https) with a current browser.',
};

export const WALLET_TEXT: Record<Language, typeof th> = { th, en };

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
